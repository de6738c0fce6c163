import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { segment } from "~/comments/thread/thread";
import { postPath } from "~/posts/post";
import { MoreThreads, ThreadLines, threadsPath } from "~/responses/outline/outline";
import { listOutline } from "~/responses/outline/outline.server";
import { notFound } from "../../not-found";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { getPost } from "../post-request";
import { readReader } from "../reader.server";
import { shownWith } from "../shown";
import { ConversationHead, conversationHead } from "./conversation-head";
import { readNumber } from "./read-number";

export const handle: PageHandle = { cached: { types: ["text/html"], query: ["after"] } };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? conversationHead(args, `Threads of responses to “${data.post.title}”`, data.post.slug) : [];
};

/** The threads of a discussion, those that began after a response. */
export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, query } = context;
  const post = await getPost(db, slug, threadsPath);
  const after = readNumber(query("after").get("after"));
  // Beyond the last response each number would be one more page in the cache.
  const isKnown = after !== undefined && (after === null || after < post.responseNumber);
  const outline = isKnown ? await listOutline(db, post, after === null ? "" : `${segment(after)}~`) : null;
  if (!outline || (after !== null && outline.threads.length === 0))
    throw notFound("page of responses", [{ href: postPath(slug), title: post.title }]);
  context.addCacheTags(...shownWith(post));
  const { mutedIds } = await readReader(context, post);
  return onServer({ post, outline, mutedIds });
}

export default function Threads() {
  const { post, outline, mutedIds } = useServerData<typeof loader>();
  return (
    <>
      <ConversationHead post={post} title="Threads">
        <a href={`${postPath(post.slug)}#responses`}>In the whole conversation</a>
      </ConversationHead>
      {outline.threads.length === 0 ? <p>No responses yet.</p> : null}
      <nav className="outline" aria-label="Threads of this discussion">
        <ThreadLines {...{ outline, slug: post.slug, mutedIds }} />
        <MoreThreads outline={outline} slug={post.slug} />
      </nav>
    </>
  );
}
