import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { listMutedIds } from "~/accounts/mute.server";
import { markConversation } from "~/flows/read-marks.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { readValues } from "~/platform/http/body/form.server";
import { postPath } from "~/posts/post";
import { findFirstNew } from "~/responses/new-since/new-in-conversations.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { getPost } from "../post-request";

export const handle: PageHandle = { act: "account.manage" };

const back = (slug: string) => `${postPath(slug)}#responses`;

/** Marks as read what the page showed, and not what came since. */
export async function action({ request, params: { slug = "" }, context }: ActionFunctionArgs) {
  const member = memberOf(context);
  const post = await getPost(context.db, slug);
  const upTo = readRowId((await readValues(request)).upTo);
  if (upTo === null) throw data("Open the conversation again, and mark it there.", 422);
  const number = Math.min(upTo, post.responseNumber);
  await markConversation(context.db, member, { postId: post.id, number }, context.now());
  return redirect(back(post.slug), 303);
}

/** Leads to the first response that the reader hasn't seen. */
export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db } = context;
  const { id: readerId, accountId } = memberOf(context);
  const post = await getPost(db, slug);
  const reader = { accountId, readerId, mutedIds: await listMutedIds(db, accountId) };
  return redirect((await findFirstNew(db, post, reader)) ?? back(post.slug));
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function MarkRead() {
  return null;
}
