import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { postPath } from "~/posts/post";
import { formatResponseCount } from "~/posts/view/post-words";
import { KeyHelp } from "~/responses/keys";
import { watchedBy } from "~/responses/live/live";
import { NewSinceLine } from "~/responses/new-since/new-since-line";
import { DiscussionOutline } from "~/responses/outline/outline";
import { readOutline } from "~/responses/outline/outline.server";
import { ResponseList } from "~/responses/response-list";
import { OrderLinks } from "~/responses/views/order-links";
import { ORDERS, readOrder, responsesPath } from "~/responses/views/response-order";
import { listNewest, listNewestThreads } from "~/responses/views/response-views.server";
import { notFound } from "../../not-found";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { getPost } from "../post-request";
import { ConversationHead, conversationHead } from "./conversation-head";
import { NextResponses, RestOfThread } from "./next-responses";
import { readConversation } from "./read-conversation.server";
import { readNumber } from "./read-number";

export const handle: PageHandle = { cached: { types: ["text/html"], query: ["order", "before"] } };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? conversationHead(args, `Responses to “${data.list.post.title}”`, data.list.post.slug) : [];
};

/** A discussion in another order than that of its post's page. */
export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const query = context.query("order", "before");
  const order = readOrder(query.get("order"));
  const post = await getPost(context.db, slug, responsesPath);
  const before = readNumber(query.get("before"));
  const list = order === "newest" ? listNewest : listNewestThreads;
  // Beyond the last response each number would be one more page in the cache.
  const isKnown = before !== undefined && (before === null || before <= post.responseNumber);
  const view = order && isKnown ? await list(context.db, post.id, before) : null;
  if (!order || !view || (before !== null && view.branches.length === 0))
    throw notFound("page of responses", [{ href: postPath(slug), title: post.title }]);
  const outline = await readOutline(context.db, context.parts, post);
  const conversation = await readConversation(context, post, view.branches, "all");
  return onServer({ order, view, outline, list: conversation });
}

export default function Responses() {
  const { order, view, outline, list } = useServerData<typeof loader>();
  const { post } = list;
  const query = ORDERS.find(({ name }) => name === order)?.query ?? "";
  return (
    <>
      <ConversationHead post={post} title={formatResponseCount(post.responseCount)} />
      <section
        className="conversation"
        id="responses"
        aria-labelledby="responses-title"
        data-watch={watchedBy(post)}
      >
        <h2 id="responses-title" className="spoken">
          Responses
        </h2>
        <NewSinceLine
          post={post}
          readerId={list.readerId}
          {...list.headNews}
          isWhole={false}
          now={list.now}
        />
        <OrderLinks post={post} order={order} />
        {outline ? <DiscussionOutline outline={outline} slug={post.slug} mutedIds={list.mutedIds} /> : null}
        {view.branches.length === 0 ? <p>No responses yet.</p> : null}
        <ResponseList branches={view.branches} {...list} />
        <RestOfThread rest={view.rest} />
        <NextResponses
          path={`${responsesPath(post.slug)}${query}`}
          name="before"
          next={view.next}
          words="Older responses"
        />
        <KeyHelp />
      </section>
    </>
  );
}
