import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { draftPath } from "~/drafts/draft";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { findDraftOfPost } from "~/drafts/draft.server";
import { findPostToEdit } from "~/posts/post-commands.server";
import { notFound } from "../../not-found";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { findOwnPost } from "./editing";
import { EditorPage, editorLinks, readEditor } from "./editor-page";
import { answerSave } from "./save-answer";

export const handle: PageHandle = { act: "post.write", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction = (args) => passingHead(args, "Write a post");

/** An empty editor; with `?post=SLUG` the text of a post that has no working copy yet. Nothing is stored. */
export async function loader({ context }: LoaderFunctionArgs) {
  const slug = context.query("post").get("post");
  if (slug === null) return onServer(await readEditor(context, null, null));
  const post = await findPostToEdit(context.db, slug);
  const own = post && (await findOwnPost(context.db, memberOf(context), post.id));
  if (!post || !own) throw notFound("post");
  const draft = await findDraftOfPost(context.db, post.id);
  if (draft) throw redirect(draftPath(draft.id));
  const begun = { postId: post.id, basedOn: own.version, text: own.text };
  return onServer(await readEditor(context, null, { ...begun, post }));
}

/** Begins a draft. */
export const action = (args: ActionFunctionArgs) => answerSave({ ...args, id: "new" });

export default function Write() {
  return <EditorPage editor={useServerData<typeof loader>()} />;
}
