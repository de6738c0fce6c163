import type { LoaderFunctionArgs } from "@remix-run/node";
import { RESPONSES_KEY } from "~/comments/comment.server";
import { feedPath, RESPONSES_PATH, UNDATED } from "~/feeds/feed";
import { POSTS_KEY } from "~/posts/post.server";
import { listNewestOfSite } from "~/responses/recent/newest-responses.server";
import type { PageHandle } from "../page-handle";
import { answerResponses, FEED_HANDLE, formatOf } from "./feed-answer";

export const handle: PageHandle = FEED_HANDLE;

/** The feed of the site's newest responses. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  // A post that is withdrawn, or comes back, takes its responses along.
  context.addCacheTags(RESPONSES_KEY, POSTS_KEY);
  const source = {
    ...{ thing: "responses", since: UNDATED, title: "Responses", path: "/" },
    feed: feedPath(RESPONSES_PATH, "rss"),
  };
  return answerResponses(context, formatOf(request), source, (cursor, size) =>
    listNewestOfSite(context.db, cursor, size),
  );
}
