import {
  type ActionFunctionArgs,
  type AppLoadContext,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { type DraftKind, draftPath } from "~/drafts/draft";
import { MAX_DRAFT_FORM_BYTES } from "~/drafts/draft.schema";
import { findContinuation, findDraftOfPage, findDraftOfPost } from "~/drafts/draft.server";
import {
  continuationPath,
  findDraftOpenedAs,
  isOpenedKey,
  makeOpenedKey,
  newDraftPath,
} from "~/drafts/saving/opened-form.server";
import { startContinuation } from "~/flows/writing/continue-response.server";
import { pagePath } from "~/pages/page";
import { findPageToEdit } from "~/pages/page.server";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/rows/row-id";
import { postPath } from "~/posts/post";
import { findPostToEdit } from "~/posts/post-commands.server";
import { notFound } from "../../not-found";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { passingHead } from "../../titles";
import { findOriginalPage, findOwnPost } from "./editing";
import { EditorPage, editorLinks, readEditor } from "./editor-page";
import { answerSave } from "./save-answer";

export const handle: PageHandle = { act: "post.write", maxBodyBytes: MAX_DRAFT_FORM_BYTES };
export const links = editorLinks;
export const meta: MetaFunction<typeof loader> = (args) =>
  passingHead(args, `Write a ${serverData<typeof loader>(args.data)?.state.kind ?? "post"}`);

/** An empty editor; with `?continue=ID` one that quotes a response; with `?post=SLUG` or `?page=SLUG` the text of one that has no working copy yet; with `?kind=page` an empty one for a page.
 *  Nothing is stored. */
export async function loader({ context }: LoaderFunctionArgs) {
  const asked = context.query("post", "page", "kind", "continue");
  const [post, page] = [asked.get("post"), asked.get("page")];
  if (page !== null || asked.get("kind") === "page") return onServer(await beginPage(context, page));
  if (post !== null) return onServer(await beginPost(context, post));
  const continued = asked.get("continue");
  if (continued !== null) return onServer(await beginContinuation(context, continued));
  return onServer(await beginNew(context, "post"));
}

/**
 * An empty editor has a key in its address, so that the address in a browser's history leads to the draft that was begun there. A form that is
 * refused keeps its own key.
 */
async function beginNew(context: AppLoadContext, kind: DraftKind) {
  if (context.isPost) return readEditor(context, null, { kind });
  const key = context.query("new").get("new");
  if (!isOpenedKey(key)) throw redirect(newDraftPath(kind, makeOpenedKey()));
  const draft = await findDraftOpenedAs(context.db, memberOf(context).id, key);
  if (draft) throw redirect(draftPath(draft.id));
  return readEditor(context, null, { kind, openedKey: key });
}

/** A person who continues a response again is led to the draft that they have of it. Without that, each address has a key as an empty editor's. */
async function beginContinuation(context: AppLoadContext, param: string) {
  const member = memberOf(context);
  const id = readRowId(param) ?? 0;
  const begun = await startContinuation(context.db, member, id);
  if (!begun) throw notFound("comment");
  const draft = await findContinuation(context.db, member.id, id);
  if (draft) throw redirect(draftPath(draft.id));
  const key = context.query("new").get("new");
  if (!isOpenedKey(key)) throw redirect(continuationPath(id, makeOpenedKey()));
  return readEditor(context, null, { kind: "post", openedKey: key, continuation: { id, ...begun } });
}

async function beginPage(context: AppLoadContext, slug: string | null) {
  const member = memberOf(context);
  if (!may(member, "page.edit")) throw notFound("page of yours");
  if (slug === null) return beginNew(context, "page");
  const page = await findPageToEdit(context.db, slug);
  const found = page && (await findOriginalPage(context.db, member, page.id));
  if (!page || !found) throw notFound("page");
  const draft = await findDraftOfPage(context.db, page.id);
  if (draft) throw redirect(draftPath(draft.id));
  const posted = { path: pagePath(page.input.slug), status: page.status, publishedAt: null, failedAt: null };
  const original = { id: page.id, basedOn: found.version, text: found.text, posted };
  return readEditor(context, null, { kind: "page", original });
}

async function beginPost(context: AppLoadContext, slug: string) {
  const post = await findPostToEdit(context.db, slug);
  const own = post && (await findOwnPost(context.db, memberOf(context), post.id));
  if (!post || !own) throw notFound("post");
  const draft = await findDraftOfPost(context.db, post.id);
  if (draft) throw redirect(draftPath(draft.id));
  const posted = { ...post, path: postPath(post.slug) };
  const original = { id: post.id, basedOn: own.version, text: own.text, posted };
  return readEditor(context, null, { kind: "post", original });
}

/** Begins a draft. The form says of what kind. */
export const action = (args: ActionFunctionArgs) => answerSave({ ...args, id: "new" });

export default function Write() {
  return <EditorPage editor={useServerData<typeof loader>()} />;
}
