import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { commentPath } from "~/comments/comment";
import { findCommentHistory } from "~/comments/editing/comment-edits.server";
import { Time } from "~/design/calendar";
import { personKey } from "~/people/person.server";
import { readRowId } from "~/platform/database/row-id";
import { ONE_PAGE } from "~/platform/http/route-rules";
import { postKey } from "~/posts/post.server";
import { compareTexts, isSameText, startSearch } from "~/revisions/comparison";
import styles from "~/revisions/comparison.css?url";
import { ComparisonView } from "~/revisions/comparison-view";
import { notFound } from "../not-found";
import { onServer, serverData, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { passingHead } from "../titles";

export const handle: PageHandle = { cached: ONE_PAGE };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? passingHead(args, `What changed in response ${data.comment.number}`) : [];
};

/** What a comment's writer changed after others could have read it, the newest change first. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const found = await findCommentHistory(context.db, readRowId(params.id) ?? 0);
  if (!found || found.editedAt === null) throw notFound("history of a comment");
  const { versions, postId, personId, person, source, editedAt, ...comment } = found;
  context.addCacheTags(postKey(postId), ...(personId === null ? [] : [personKey(personId)]));
  const texts = [...versions, { source, createdAt: editedAt }];
  // One time for all: a page compares at most twenty texts.
  const left = startSearch();
  const edits = texts.slice(1).map(({ source, createdAt }, index) => {
    const passages = compareTexts(texts[index]?.source ?? "", source, left);
    return { at: createdAt, comparison: { fields: [], passages, isSame: isSameText(passages) } };
  });
  const name = person?.name ?? comment.guestName ?? "Someone";
  return onServer({ comment, name, edits: edits.reverse() });
}

export default function CommentHistory() {
  const { comment, name, edits } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <p className="kicker">
          Response {comment.number} to ‘
          <bdi lang={comment.post.language ?? undefined}>{comment.post.title}</bdi>’, by <bdi>{name}</bdi>
        </p>
        <h1>What changed</h1>
        <p>
          Posted <Time at={comment.createdAt} style="moment" />
        </p>
      </header>
      {edits.length === 0 ? <p>The earlier text was deleted.</p> : null}
      {edits.map(({ at, comparison }) => (
        <section key={at.getTime()}>
          <h2 className="kicker">
            Edited <Time at={at} style="moment" />
          </h2>
          <ComparisonView comparison={comparison} />
        </section>
      ))}
      <ul className="versions-links">
        <li>
          <a href={commentPath(comment.id)}>Back to the conversation</a>
        </li>
      </ul>
    </>
  );
}
