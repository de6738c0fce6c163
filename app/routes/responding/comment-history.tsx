import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { commentPath } from "~/comments/comment";
import { findCommentHistory } from "~/comments/editing/comment-edits.server";
import { showCuts } from "~/comments/editing/passages";
import { Time } from "~/design/calendar";
import { personKey } from "~/people/person.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
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
  if (!found || (found.editedAt === null && found.cutAt === null)) throw notFound("history of a comment");
  const { versions, postId, personId, person, source, editedAt, ...comment } = found;
  context.addCacheTags(postKey(postId), ...(personId === null ? [] : [personKey(personId)]));
  const present = {
    number: versions.length + 1,
    source,
    createdAt: editedAt ?? comment.createdAt,
    removedAt: null,
  };
  const texts = editedAt === null ? [] : [...versions, present];
  // One time for all: a page compares at most twenty texts.
  const left = startSearch();
  const edits = texts.slice(1).map((text, index) => {
    const before = texts[index] ?? text;
    const removed = [before, text].filter(({ removedAt }) => removedAt).map(({ number }) => number);
    if (removed.length > 0) return { at: text.createdAt, removed, comparison: null };
    const passages = compareTexts(showCuts(before.source), showCuts(text.source), left);
    const comparison = { fields: [], passages, isSame: isSameText(passages) };
    return { at: text.createdAt, removed, comparison };
  });
  const name = person?.name ?? comment.guestName ?? "Someone";
  return onServer({ comment, name, edits: edits.reverse(), isEdited: editedAt !== null });
}

export default function CommentHistory() {
  const { comment, name, edits, isEdited } = useServerData<typeof loader>();
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
      <div className="edits">
        {comment.cutAt ? (
          <p>
            A moderator removed a passage on <Time at={comment.cutAt} style="moment" />.
          </p>
        ) : null}
        {isEdited && edits.length === 0 ? <p>The earlier text was deleted.</p> : null}
        {edits.map(({ at, removed, comparison }) => (
          <section key={at.getTime()}>
            <h2 className="kicker">
              Edited <Time at={at} style="moment" />
            </h2>
            {comparison ? <ComparisonView comparison={comparison} /> : null}
            {removed.map((number) => (
              <p key={number}>Version {number} was removed by a moderator.</p>
            ))}
          </section>
        ))}
        <ul className="versions-links">
          <li>
            <a href={commentPath(comment.id)}>Back to the conversation</a>
          </li>
        </ul>
      </div>
    </>
  );
}
