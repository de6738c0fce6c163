import { type CommentView, commentAnchor, commentPath } from "~/comments/comment";
import { MAX_INDENT } from "~/comments/comment.schema";
import { CommentArticle, Tombstone } from "~/comments/comment-view";
import { type Branch, nest } from "~/comments/thread";
import { PageLinks } from "~/design/page-links";
import { pingbackAnchor } from "~/pingbacks/pingback";
import { PingbackArticle } from "~/pingbacks/pingback-view";
import { postPath } from "~/posts/post";
import { responsesInWords } from "~/posts/post-words";
import type { Response, ResponsePage } from "./response";

interface ConversationProps extends ResponsePage {
  post: { slug: string; title: string; responseCount: number; writers: { id: number }[] };
  /** Who reads, where the site knows. */
  readerId: number | null;
}

/** "4 responses to 'Title'": comments and pingbacks as one conversation, in threads. */
export function Conversation({ post, responses, page, pages, readerId }: ConversationProps) {
  const writerIds = post.writers.map((writer) => writer.id);
  const address = (number: number) =>
    `${postPath(post.slug)}${number === 1 ? "" : `?page=${number}`}#responses`;
  const links = (where: string) =>
    pages > 1 ? (
      <PageLinks page={page} pages={pages} address={address} label={`Pages of responses, ${where}`} />
    ) : null;
  return (
    <section className="conversation" id="responses" aria-labelledby="responses-title">
      <h2 id="responses-title">
        {responsesInWords(post.responseCount)} to ‘{post.title}’
      </h2>
      {links("above")}
      <Branches
        branches={nest(responses, MAX_INDENT)}
        slug={post.slug}
        writerIds={writerIds}
        readerId={readerId}
      />
      {links("below")}
    </section>
  );
}

interface BranchesProps {
  branches: Branch<Response>[];
  slug: string;
  writerIds: number[];
  readerId: number | null;
}

function Branches({ branches, ...around }: BranchesProps) {
  const { slug, writerIds, readerId } = around;
  if (branches.length === 0) return null;
  const firstLevel = branches.find((branch) => branch.level);
  return (
    <ol className="thread">
      {branches.map(({ response, replies, parentShown }) => (
        <li key={response.path} id={anchorOf(response)}>
          {response === firstLevel?.response ? (
            <p className="thread-note">
              This thread goes on without stepping further in: each reply says which one it answers.
            </p>
          ) : null}
          {response.kind === "pingback" ? (
            <PingbackArticle pingback={response} />
          ) : response.removed ? (
            <Tombstone comment={response} />
          ) : (
            <CommentArticle
              comment={response}
              parentShown={parentShown}
              writerIds={writerIds}
              actions={actionsFor(response, slug, readerId)}
            />
          )}
          <Branches branches={replies} {...around} />
        </li>
      ))}
    </ol>
  );
}

/** No component of its own: a long discussion has hundreds, and each would cost as much as what it shows. */
function actionsFor({ id, number, name, personId }: CommentView, slug: string, readerId: number | null) {
  return (
    <>
      <a
        className="reply-link"
        href={`${postPath(slug)}/respond?to=${id}#respond`}
        rel="nofollow"
        data-reply-to={id}
        aria-label={`Reply to response ${number} by ${name}`}
      >
        Reply
      </a>
      {readerId !== null && personId === readerId ? (
        <a
          className="remove-link"
          href={`${commentPath(id)}/remove`}
          aria-label={`Remove response ${number}, which is yours`}
        >
          Remove
        </a>
      ) : null}
    </>
  );
}

export const anchorOf = (response: Pick<Response, "kind" | "id">) =>
  response.kind === "pingback" ? pingbackAnchor(response.id) : commentAnchor(response.id);
