import type { LoaderFunctionArgs } from "@remix-run/node";
import { UNDATED } from "~/feeds/feed";
import { POSTS_KEY } from "~/posts/post.server";
import { listPostIds } from "~/posts/post-ids.server";
import type { PageHandle } from "../page-handle";
import { answerPosts, FEED_HANDLE, formatOf } from "./feed-answer";

export const handle: PageHandle = FEED_HANDLE;

/** The feed of the site's newest posts. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  context.addCacheTags(POSTS_KEY);
  const source = { thing: "", since: UNDATED, title: "", path: "/" };
  return answerPosts(context, formatOf(request), source, (page, size) => listPostIds(context.db, page, size));
}
