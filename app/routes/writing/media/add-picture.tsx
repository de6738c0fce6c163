import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { loadEditor, saveThen } from "../editor/acts";
import { EditorPage, editorLinks } from "../editor/editor-page";

export const handle: PageHandle = { act: "post.edit-draft", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Edit the post");
export const loader = loadEditor;

/** Saves the draft and goes on to the upload of a picture for it: the way without a script. */
export const action = (args: ActionFunctionArgs) =>
  saveThen(args, ({ draftId }) => redirect(`/media/upload?into=${draftId}`, 303));

export default function AddPicture() {
  return <EditorPage editor={useServerData<typeof loader>()} />;
}
