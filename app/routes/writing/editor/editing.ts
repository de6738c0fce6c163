// What the pages for writing share: finding the draft, and saving the form that every button of the editor sends.

import type { AppLoadContext } from "@remix-run/node";
import { isPublicComment } from "~/comments/continued/continued-comments.server";
import { formatDuration } from "~/design/duration";
import { DETAILS, type DraftText } from "~/drafts/draft";
import { type DraftForm, draftForm } from "~/drafts/draft.schema";
import { type Draft, findDraft } from "~/drafts/draft.server";
import { mayEdit, mayTo } from "~/drafts/editor/editing";
import {
  beginDraft,
  type DraftSave,
  type Saved,
  type SaveRefusal,
  saveDraft,
} from "~/drafts/saving/draft-saving.server";
import { findPostedText, findPostText, pageAsTyped } from "~/flows/writing/posted-text.server";
import { findPageById } from "~/pages/page.server";
import { type Act, may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { parseForm } from "~/platform/http/body/form.server";
import { findPostOwners, findPostVersion } from "~/posts/post-commands.server";
import { isScheduled } from "~/visibility/status";
import { notFound, notFoundFor } from "../../not-found";
import { memberOf } from "../../session/member";

/** The draft of an address, to which the viewer may do this. Throws 404, also for a draft of others: its id tells nothing. */
export async function getDraft(
  context: AppLoadContext,
  id: string | undefined,
  act: Act = "post.edit-draft",
): Promise<Draft> {
  const draftId = readRowId(id);
  const draft = draftId === null ? null : await findDraft(context.db, draftId);
  if (!draft || !mayTo(memberOf(context), act, draft)) throw notFound("draft of yours");
  return draft;
}

export type SavedForm = Saved | { ok: false; status: number; errors: Record<string, string> };

/** Saves the editor's form to the draft of an address; "new" begins one. Returns also what was typed, and the draft as it was. Throws 404
 *  with the text, if the viewer can't edit this draft. */
export async function saveForm({
  request,
  context,
  id,
}: {
  request: Request;
  context: AppLoadContext;
  id: string | undefined;
}): Promise<{ saved: SavedForm; values: Record<string, string>; before: Draft | null }> {
  const form = await parseForm(request, draftForm);
  const { values } = form;
  const draftId = id === "new" ? null : readRowId(id);
  const member = memberOf(context);
  const lost = () => notFoundFor("draft of yours", allTyped(values));
  if (id !== "new" && draftId === null) throw lost();
  if (!form.ok) {
    const draft = draftId === null ? null : await findDraft(context.db, draftId);
    if (draftId !== null && !(draft && mayEdit(member, draft))) throw lost();
    return { saved: { ok: false, status: 422, errors: form.errors }, values, before: draft };
  }
  const wait = await context.draftLimits.secondsToWait(member);
  if (wait > 0)
    return { saved: { ok: false, status: 429, errors: { form: explainWait(wait) } }, values, before: null };
  const { value } = form;
  const now = context.now();
  const { saved, before } = await context.db.write(async (tx) => {
    if (draftId === null) return { saved: await beginIn(tx, member, value, now), before: null };
    const draft = await findDraft(tx.db, draftId);
    const saved =
      draft && mayEdit(member, draft)
        ? await saveDraft(tx, draft, member.id, saveOf(value), now)
        : ({ ok: false, reason: "draft.not-found" } as const);
    return { saved, before: draft };
  });
  if (saved.ok) return { saved, values, before };
  if (saved.reason === "draft.not-found") throw lost();
  return { saved: { ok: false, ...explainSaveRefusal(saved.reason) }, values, before };
}

/** What a form has in words, to be copied: its title, text and summary. */
const allTyped = ({ title, body, summary }: Record<string, string>): string =>
  [title, body, summary].filter((text) => text?.trim()).join("\n\n");

/** For a save and for a preview. */
export const explainWait = (seconds: number): string =>
  `This is more often than the site can answer. Please try again in ${formatDuration(seconds)}. Your text is still here.`;

const saveOf = (form: DraftForm): DraftSave => ({
  text: textOf(form),
  form: form.form,
  after: form.after,
  number: form.number,
  version: form.version,
  basedOn: form.based,
  kind: form.kind,
});

async function beginIn(
  tx: Transaction,
  member: Member,
  form: DraftForm,
  now: Date,
): Promise<Saved | SaveRefusal> {
  const isPage = form.kind === "page";
  if (isPage && !may(member, "page.edit")) return { ok: false, reason: "draft.not-found" };
  const id = isPage ? form.page : form.post;
  const find = isPage ? findOriginalPage : findOwnPost;
  const original = id === undefined ? null : await find(tx.db, member, id);
  if (id !== undefined && !original) return { ok: false, reason: "draft.not-found" };
  // What is hidden meanwhile can't be continued, but its draft is kept as any other.
  const isNew = !isPage && !original && form.continues !== undefined;
  const continues = isNew && (await isPublicComment(tx.db, form.continues ?? 0)) ? form.continues : undefined;
  const save = { ...saveOf(form), continues };
  return beginDraft(tx, member, save, original, (draft) => mayEdit(member, draft), now);
}

/** A page whose working copy the member may begin. */
export async function findOriginalPage(db: DatabaseClient, member: Member, pageId: number) {
  const page = may(member, "page.edit") ? await findPageById(db, pageId) : null;
  return page && { id: page.id, version: page.version, text: pageAsTyped(page.input) };
}

/** A post whose working copy the member may begin. */
export async function findOwnPost(db: DatabaseClient, member: Member, postId: number) {
  const owners = await findPostOwners(db, postId);
  if (!owners || !may(member, "post.edit-draft", owners)) return null;
  const text = await findPostText(db, postId);
  return text && { id: postId, version: await findPostVersion(db, postId), text };
}

/** The text that the editor of a draft shows. Without changes, a working copy follows its post or page, which an import may have changed. */
export async function textToEdit(db: DatabaseClient, draft: Draft): Promise<DraftText> {
  const posted = draft.isChanged ? null : await findPostedText(db, draft);
  return posted ?? draft.text;
}

/** The text of a form. */
export const textOf = (form: DraftForm): DraftText => ({
  title: form.title,
  source: form.body,
  details: Object.fromEntries(DETAILS.map((name) => [name, form[name]])) as DraftText["details"],
});

function explainSaveRefusal(reason: Exclude<SaveRefusal["reason"], "draft.not-found">) {
  switch (reason) {
    case "draft.empty":
      return {
        status: 422,
        errors: { form: "There is nothing to save yet. Write a title or some text first." },
      };
    case "draft.too-many":
      return {
        status: 422,
        errors: {
          form: "You have very many drafts. Delete some that you no longer need, then save this one.",
        },
      };
    case "draft.too-many-copies":
      return {
        status: 409,
        errors: {
          form: "This wasn’t saved: the draft was changed elsewhere, and there are too many copies beside it. Copy your text, then compare the copies and delete some.",
        },
      };
  }
}

/** The draft on a page that asks once more. */
export const pageOfDraft = (context: AppLoadContext, draft: Draft) => ({
  as: memberOf(context).id,
  draftId: draft.id,
  kind: draft.kind,
  title: draft.title,
  version: draft.version,
  isScheduled: draft.post !== null && isScheduled(draft.post),
});
