import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { commentPath, threadPath } from "~/comments/comment";
import { findCommentPlace, isOnWithdrawnPost } from "~/comments/thread/comment-places.server";
import { numberOf } from "~/comments/thread/thread";
import { FollowLink } from "~/following/follow-link";
import { isQuotable } from "~/people/quoting/quotable.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { citePath } from "~/posts/metadata/cite-paths";
import { postPath } from "~/posts/post";
import { KeyHelp } from "~/responses/keys";
import { ResponseList } from "~/responses/response-list";
import { listThread } from "~/responses/views/response-views.server";
import { notFound, withdrawn } from "../../not-found";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { embedHead } from "../../titles";
import { getPost } from "../post-request";
import { ConversationHead, conversationHead } from "./conversation-head";
import { NextResponses } from "./next-responses";
import { readConversation } from "./read-conversation.server";
import { readNumber } from "./read-number";

export const handle: PageHandle = { cached: { types: ["text/html"], query: ["after"] } };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { id, number, list, canEmbed } = data;
  const title = `Thread of response ${number} to “${list.post.title}”`;
  return [
    ...conversationHead(args, title, list.post.slug),
    ...(canEmbed ? embedHead(args, title, commentPath(id)) : []),
  ];
};

/** A comment with all that is below it. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const { db, query } = context;
  const id = readRowId(params.id) ?? 0;
  const place = await findCommentPlace(db, id);
  if (!place) throw (await isOnWithdrawnPost(db, id)) ? withdrawn() : notFound("comment");
  const post = await getPost(db, place.post.slug);
  const after = readNumber(query("after").get("after"));
  const view =
    after === undefined ? null : await listThread(db, { postId: post.id, path: place.path }, after);
  if (!view || view.branches.length === 0)
    throw notFound("page of responses", [{ href: postPath(post.slug), title: post.title }]);
  const list = await readConversation(context, post, view.branches, "thread");
  const canEmbed = !post.noindex && (await isQuotable(db, place.personId));
  return onServer({ id, number: numberOf(place.path), after, view, list, canEmbed });
}

export default function Thread() {
  const { id, number, after, view, list } = useServerData<typeof loader>();
  const [root] = view.branches;
  const isCited = root?.response.kind === "comment" && root.response.id === id && !root.response.placeholder;
  return (
    <>
      <ConversationHead post={list.post} title={`The thread of response ${number}`}>
        {after === null ? null : <a href={threadPath(id)}>From the beginning of the thread</a>}
        <a href={commentPath(id)}>In the whole conversation</a>
        {isCited ? (
          <a href={citePath(commentPath(id))} rel="nofollow">
            Cite response {number}
          </a>
        ) : null}
      </ConversationHead>
      <section className="conversation" id="responses" aria-labelledby="responses-title">
        <h2 id="responses-title" className="spoken">
          Responses
        </h2>
        <ResponseList branches={view.branches} {...list} />
        <NextResponses path={threadPath(id)} name="after" next={view.next} words="Further responses" />
        <KeyHelp />
      </section>
      <FollowLink kind="comments" id={id} words="Follow this thread" />
    </>
  );
}
