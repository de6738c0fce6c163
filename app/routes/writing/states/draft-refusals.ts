// Messages for refused acts on drafts, by field of the editor's form.

import { MAX_LINKS, MAX_NOTES } from "~/drafts/draft.schema";
import type { PageResult } from "~/flows/pages/publish-page.server";
import type { DraftRefusal } from "~/flows/writing/change-draft.server";
import type { DraftResult } from "~/flows/writing/publish-draft.server";
import { explainRefusal } from "~/markdown/limits";

type Refused = Exclude<DraftResult | PageResult, { ok: true }> | DraftRefusal;

export function explainDraftRefusal(refused: Refused): Record<string, string> {
  switch (refused.reason) {
    case "draft.invalid":
      return refused.errors;
    case "draft.changed":
      return { form: "This draft was changed meanwhile. Read it as it is now, then try again." };
    case "post.changed":
      return {
        form: "The published text was changed since you began to edit it. Compare both before you update it.",
      };
    case "draft.wrong-state":
      return {
        form: "This isn’t published or scheduled any more. Open the draft again to see how it stands.",
      };
    case "draft.is-out":
      return { form: "This is published or scheduled. Withdraw it first, then you can delete it." };
    case "draft.not-submitted":
      return {
        form: "This draft isn’t handed in any more: its writer has taken it back, or another editor has returned or published it.",
      };
    case "draft.too-many-copies":
      return { form: "There are too many copies beside this draft. Compare them and delete some first." };
    case "note.no-passage":
      return {
        passage: "These words aren’t in the text. Copy the passage from it, or leave this field empty.",
      };
    case "note.too-many":
      return { note: `A draft can have ${MAX_NOTES} notes. Put several into one.` };
    case "link.too-many":
      return { form: `A draft can have ${MAX_LINKS} secret links. Revoke one that isn’t needed any more.` };
    case "draft.not-found":
    case "post.not-found":
      return { form: "This draft no longer exists, or you can no longer edit it." };
    case "page.not-found":
      return { form: "This page no longer exists, or you can no longer edit it." };
    case "page.slug-taken":
      return { slug: `Another page has or had the address ${refused.what}. Please choose another.` };
    case "post.slug-taken":
      return { slug: `Another post has the address ${refused.what}. Please choose another.` };
    case "person.not-found":
      return { writers: explainUnknown(refused.what) };
    case "presenter.not-found":
      return { presenters: explainUnknown(refused.what) };
    case "series.not-found":
      return { series: "This series no longer exists. Please choose another." };
    case "series.part-taken":
      return { part: `Another post is ${refused.what} already. Please choose another number.` };
    case "post.out-already":
      return { date: "This post is published already, so its date can’t be in the future." };
    case "post.is-another":
      return { form: "This would turn the post into another one. Please write a new post instead." };
    default:
      return { body: explainRefusal(refused.reason) };
  }
}

const explainUnknown = (handle: string | undefined) =>
  `No one here has the handle ${handle}. Check the spelling.`;
