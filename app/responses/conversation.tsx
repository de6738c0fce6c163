import { PageLinks } from "~/design/page-links";
import { Raw } from "~/design/raw";
import { type FiledPost, postPath } from "~/posts/post";
import { JumpLinks } from "~/posts/view/jump-links";
import { PostTitle } from "~/posts/view/post-title";
import { formatResponseCount } from "~/posts/view/post-words";
import type { KeptPage } from "./kept-responses.server";
import { KeyHelp } from "./keys";
import { watchedBy } from "./live/live";
import { type HeadNews, NewSinceLine } from "./new-since/new-since-line";
import { DiscussionOutline, type Outline } from "./outline/outline";
import { doneNote, ResponseList, type ResponseListProps } from "./response-list";
import { OrderLinks } from "./views/order-links";

interface ConversationProps extends KeptPage, ResponseListProps {
  post: Pick<FiledPost, "id" | "slug" | "title" | "language" | "responseCount" | "responseNumber"> & {
    writers: { id: number }[];
  };
  headNews: HeadNews;
  /** Of a long discussion. */
  outline: Outline | null;
}

/** "4 responses to 'Title'": comments and pingbacks in threads. */
export function Conversation(props: ConversationProps) {
  const { responses, branches, blocks, page, pages, headNews, outline, ...list } = props;
  const { post, isClosed, done, mutedIds } = list;
  const isPlaced = responses.some(({ kind, id }) => kind === "comment" && id === done?.commentId);
  const address = (number: number) =>
    `${postPath(post.slug)}${number === 1 ? "" : `?page=${number}`}#responses`;
  const links = (where: string) =>
    pages > 1 ? (
      <PageLinks page={page} pages={pages} address={address} label={`Pages of responses, ${where}`} />
    ) : null;
  return (
    <section
      className="conversation"
      id="responses"
      aria-labelledby="responses-title"
      data-watch={watchedBy(post)}
    >
      <h2 id="responses-title">
        {formatResponseCount(post.responseCount)} to ‘<PostTitle {...post} />’
      </h2>
      <JumpLinks
        links={[
          ...(isClosed ? [] : [{ href: "#respond", words: "Leave a reply", way: "down" as const }]),
          { href: page === 1 ? "#main" : postPath(post.slug), words: "Back to the post", way: "up" },
        ]}
      />
      <NewSinceLine post={post} readerId={list.readerId} {...headNews} isWhole={pages === 1} now={list.now} />
      <OrderLinks post={post} order="oldest" />
      {outline ? <DiscussionOutline outline={outline} slug={post.slug} mutedIds={mutedIds} /> : null}
      {done && !isPlaced ? <Raw as="div" markup={doneNote(done.words)} /> : null}
      {links("above")}
      <ResponseList branches={branches} blocks={blocks} {...list} />
      {links("below")}
      {responses.length > 0 ? <KeyHelp /> : null}
    </section>
  );
}
