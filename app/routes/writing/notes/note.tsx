import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { MAX_DRAFT_FORM_BYTES, noteForm } from "~/drafts/draft.schema";
import { leaveNote } from "~/flows/writing/draft-notes.server";
import { parseForm } from "~/platform/http/body/form.server";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { loadEditor, saveThen } from "../editor/acts";
import { EditorPage, editorLinks } from "../editor/editor-page";
import { explainDraftRefusal } from "../states/draft-refusals";

export const handle: PageHandle = { act: "post.review", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Edit the post");
export const loader = loadEditor;

/** Saves the draft and adds a note to it. */
export async function action(args: ActionFunctionArgs) {
  const { context, request } = args;
  const form = await parseForm(request, noteForm);
  return saveThen(args, async ({ draftId }) => {
    const { values } = form;
    if (!form.ok) return data({ values, errors: form.errors }, 422);
    const left = await leaveNote(context, memberOf(context), draftId, form.value, context.now());
    if (left.ok) return redirect(`${draftPath(draftId)}#notes`, 303);
    return data({ values, errors: explainDraftRefusal(left) }, 422);
  });
}

export default function AddNote() {
  return <EditorPage editor={useServerData<typeof loader>()} />;
}
