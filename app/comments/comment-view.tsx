import type { ReactNode } from "react";
import { Time } from "~/design/calendar";
import { Prose } from "~/design/prose";
import { type CommentView, commentAnchor, commentPath } from "./comment";
import { parentNumber } from "./thread";

/** One comment; `actions` is what may be done with it. */
export function CommentArticle({
  comment,
  parentShown,
  writerIds,
  actions,
}: {
  comment: CommentView;
  /** Whether what it answers stands on the same page. */
  parentShown: boolean;
  writerIds: number[];
  actions?: ReactNode;
}) {
  const answered = parentNumber(comment.path);
  const isWriter = comment.personId !== null && writerIds.includes(comment.personId);
  return (
    <article className="response" aria-label={`Response ${comment.number} by ${comment.name}`}>
      <header>
        <span className="response-number" aria-hidden="true">
          {comment.number}
        </span>
        <h3>
          <Author comment={comment} />
        </h3>
        {isWriter ? <span className="response-role">wrote the post</span> : null}
        <p className="response-line">
          {answered !== null && comment.parentId !== null ? (
            <>
              <a href={parentShown ? `#${commentAnchor(comment.parentId)}` : commentPath(comment.parentId)}>
                in reply to {answered}
              </a>{" "}
              ·{" "}
            </>
          ) : null}
          <a href={commentPath(comment.id)} rel="bookmark">
            <Time at={comment.createdAt} style="moment" />
          </a>
        </p>
      </header>
      <Prose html={comment.html} />
      {actions ? <footer>{actions}</footer> : null}
    </article>
  );
}

/** The place of a comment that was removed from above an answer. */
export const Tombstone = ({ comment: { number } }: { comment: CommentView }) => (
  <article className="response removed" aria-label={`Response ${number}, removed`}>
    <p>
      <span className="response-number" aria-hidden="true">
        {number}
      </span>{" "}
      Removed by its writer.
    </p>
  </article>
);

function Author({ comment: { name, link } }: { comment: CommentView }) {
  if (!link) return name;
  return link.local ? (
    <a href={link.href}>{name}</a>
  ) : (
    <a href={link.href} rel="nofollow ugc noopener" className="elsewhere">
      {name}
    </a>
  );
}
