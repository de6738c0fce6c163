import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { settleNote } from "~/flows/writing/draft-notes.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { notFound } from "../../not-found";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { loadEditor, saveThen } from "../editor/acts";
import { EditorPage, editorLinks } from "../editor/editor-page";

export const handle: PageHandle = { act: "post.edit-draft", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Edit the post");
export const loader = loadEditor;

/** Saves the draft, then resolves a note of it or opens it again: the last part of the address says which. */
export const action = (args: ActionFunctionArgs) =>
  saveThen(args, async ({ draftId }) => {
    const { request, params, context } = args;
    const isResolved = new URL(request.url).pathname.endsWith("/resolve");
    const note = { draftId, noteId: readRowId(params.note) ?? 0 };
    const settled = await settleNote(context, memberOf(context), note, isResolved, context.now());
    if (!settled.ok) throw notFound("note");
    return redirect(`${draftPath(draftId)}#notes`, 303);
  });

export default function SettleNote() {
  return <EditorPage editor={useServerData<typeof loader>()} />;
}
