import { type ActionFunctionArgs, type MetaFunction, redirect } from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { loadEditor, saveThen } from "./acts";
import { EditorPage, editorLinks } from "./editor-page";

export const handle: PageHandle = { act: "post.publish", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Edit the post");
export const loader = loadEditor;

/** Saves the draft and goes on to its publication, or with `?to=return` to its return. */
export const action = (args: ActionFunctionArgs) =>
  saveThen(args, ({ draftId }) => {
    const to = args.context.query("to").get("to") === "return" ? "return" : "publish";
    return redirect(`${draftPath(draftId)}/${to}`, 303);
  });

export default function Ready() {
  return <EditorPage editor={useServerData<typeof loader>()} />;
}
