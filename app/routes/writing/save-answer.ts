// The answer to a save: JSON for the editor's script, otherwise the editor again.

import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { findDraft } from "~/drafts/draft.server";
import { listOtherChanges } from "~/drafts/draft-saving.server";
import { memberOf } from "../session/member";
import { isScript, saveForm } from "./editing";

/** What the script hears about a save. */
export interface SaveAnswer {
  id: number;
  /** The version that the form's next save begins from. */
  version: number;
  savedAt: string;
  /** The copy to which the text went, because the draft was saved elsewhere meanwhile. */
  copyId: number | null;
  /** Who else has changed the draft lately: "NAME", or null for the member on another page or device. */
  others: { name: string | null; at: string }[];
}

/** Saves the editor's form, and answers. */
export async function answerSave({
  request,
  context,
  id,
}: Pick<ActionFunctionArgs, "request" | "context"> & { id: string | undefined }) {
  const { saved, values } = await saveForm({ request, context, id });
  if (!saved.ok) {
    const { status, errors } = saved;
    return isScript(request) ? Response.json({ errors }, { status }) : data({ values, errors }, status);
  }
  if (!isScript(request))
    return redirect(draftPath(saved.draftId) + (saved.copyId === null ? "" : `?copied=${saved.copyId}`), 303);
  const draft = await findDraft(context.db, saved.draftId);
  const changes = draft ? await listOtherChanges(context.db, draft, values.form ?? "", context.now()) : [];
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
