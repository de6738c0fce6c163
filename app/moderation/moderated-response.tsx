import type { ReactNode } from "react";
import { commentPath } from "~/comments/comment";
import type { QueuedComment } from "~/comments/moderation/moderated-comments.server";
import { Time } from "~/design/calendar";
import { Prose } from "~/design/prose";
import { personPath } from "~/people/person";
import { postPath } from "~/posts/post";
import { isApproved, isErased, isHeld, isPublished } from "~/visibility/status";
import { HitNote } from "./blocks/hit-note";
import { SealedNote } from "./disputes/sealed-words";
import { HELD_FOR, type HeldFor } from "./holding";
import { VerdictNote } from "./spam/verdict-note";

/** A comment for moderators: who wrote it and what else, why it waits, what the spam filter thought, what it answers, its text. */
export const ModeratedComment = ({
  comment,
  verdict,
  block,
}: {
  comment: QueuedComment & { isSealed?: boolean };
  /** The block for which it was held. */
  block?: { kind: string; text: string } | undefined;
  verdict?: Parameters<typeof VerdictNote>[0] | undefined;
}) => (
  <>
    <p className="moderated-line">
      <Writer comment={comment} /> on <PostLink post={comment.post} />
      {", "}
      <Time at={comment.createdAt} style="moment" />
    </p>
    {isHeld(comment) && comment.heldFor ? (
      <p className="moderated-why">{HELD_FOR[comment.heldFor as HeldFor]}</p>
    ) : null}
    {block && !comment.isSealed ? <HitNote block={block} /> : null}
    {verdict && !comment.isSealed ? <VerdictNote {...verdict} /> : null}
    {isPublished(comment.post) ? null : (
      <p className="moderated-why">Its post isn’t published, so it can’t be approved now.</p>
    )}
    {comment.parent ? <Answered parent={comment.parent} number={comment.number} /> : null}
    {comment.isSealed ? <SealedNote /> : <Prose html={comment.html} />}
  </>
);

export function Writer({ comment: { person, guestName, guestSite, others } }: { comment: QueuedComment }) {
  if (!person)
    return (
      <>
        <b>
          <bdi>{guestName ?? "Someone"}</bdi>
        </b>
        , a guest
        {guestSite ? (
          <>
            {" "}
            with the website <span dir="ltr">{guestSite}</span>
          </>
        ) : null}
        ,
      </>
    );
  return (
    <>
      <b>
        <a href={personPath(person.handle)}>
          <bdi>{person.name}</bdi>
        </a>
      </b>
      , {others ? describeOthers(others) : "a member"},
    </>
  );
}

/** "3 approved, 1 removed" */
function describeOthers(others: Record<string, number>): string {
  const counted = Object.entries(others).filter(([status, count]) => count > 0 && !isErased({ status }));
  if (counted.length === 0) return "who has written nothing else";
  return `who also has ${counted.map(([status, count]) => `${count} ${status}`).join(", ")}`;
}

export const PostLink = ({ post }: { post: QueuedComment["post"] }) => (
  <>
    ‘
    <a href={postPath(post.slug)} lang={post.language ?? undefined} dir="auto">
      {post.title}
    </a>
    ’
  </>
);

function Answered({
  parent,
  number,
}: {
  parent: NonNullable<QueuedComment["parent"]>;
  number: QueuedComment["number"];
}) {
  const name = parent.person?.name ?? parent.guestName ?? "someone";
  if (!isApproved(parent))
    return (
      <p className="moderated-why">
        It answers a comment that can’t be read any more.
        {number === null ? " It can be approved as a reply to the post, or refused." : null}
      </p>
    );
  return (
    <blockquote className="moderated-parent">
      <p>
        In reply to{" "}
        <a href={commentPath(parent.id)}>
          <bdi>{name}</bdi>
        </a>
        : <span dir="auto">{parent.excerpt}</span>
      </p>
    </blockquote>
  );
}

/** A link to the place of an approved response. */
export const placeOf = (comment: QueuedComment): ReactNode =>
  isApproved(comment) ? <a href={commentPath(comment.id)}>View it in the conversation</a> : null;
