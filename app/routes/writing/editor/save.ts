import type { ActionFunctionArgs } from "@remix-run/node";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { listOtherChanges } from "~/drafts/saving/other-changes.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { refuseScript } from "../../session/script-answer";
import { saveForm } from "./editing";

export const handle: PageHandle = {
  act: "post.edit-draft",
  maxBodyBytes: MAX_DRAFT_FORM_BYTES,
  answersScript: true,
};

/** What the editor's script hears about a save. */
interface SaveAnswer {
  id: number;
  /** The version that the form's next save begins from. */
  version: number;
  savedAt: string;
  /** The copy to which the text went, because the draft was saved elsewhere meanwhile. */
  copyId: number | null;
  /** Who else has changed the draft lately: a name, or null for the member on another page or device. */
  others: { name: string | null; at: string }[];
}

/** Saves the editor's form as it is being written. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const answer = await saveForm({ request, context, id: params.id }).catch(explainLoss);
  if (answer instanceof Response) return answer;
  const { saved, values, before } = answer;
  if (!saved.ok) return refuseScript(saved.status, saved.errors);
  const changes = before ? await listOtherChanges(context.db, before, values.form ?? "", context.now()) : [];
  const own = memberOf(context).id;
  return Response.json({
    id: saved.draftId,
    version: saved.version,
    savedAt: saved.savedAt.toISOString(),
    copyId: saved.copyId,
    others: changes.map(({ personId, name, at }) => ({
      name: personId === own ? null : name,
      at: at.toISOString(),
    })),
  } satisfies SaveAnswer);
}

/** The draft of a page that is still open, which its person may no longer edit. */
function explainLoss(thrown: unknown): Response {
  if (!(thrown instanceof Response) || thrown.status !== 404) throw thrown;
  return refuseScript(404, {
    form: "This draft was handed in or deleted meanwhile, or is no longer yours. Copy your text before you leave this page.",
  });
}
