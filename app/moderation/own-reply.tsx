import { Fragment, type ReactNode } from "react";
import { commentAnchor, commentPath } from "~/comments/comment";
import type { OwnComment } from "~/comments/moderation/moderated-comments.server";
import { Time } from "~/design/calendar";
import { Prose } from "~/design/prose";
import { postPath } from "~/posts/post";
import { isHeld, isReadable, isRemoved, isSpam } from "~/visibility/status";
import { isWriterAsking } from "./actions";
import { HELD_FOR, type HeldFor } from "./holding";
import { explainDecision } from "./moderation-emails";
import type { TextRemoval } from "./texts/text-actions";

/** What the last moderator decided about it, without a name. */
export interface OwnDecision {
  reason: string;
  words: string;
}

/** What a moderator took away of its texts. */
export interface OwnRemoval extends OwnDecision {
  action: TextRemoval;
}

const REMOVED: Record<TextRemoval, string> = {
  "cut-passage": "A moderator removed a passage of it. You can edit it; a moderator then reads your edit.",
  "remove-version": "A moderator removed an earlier version of it from its history.",
};

/** A reply for its own writer: its state in words, why, and its text. `ways` are what they can do. */
export const OwnReply = ({
  comment,
  decision,
  done,
  removals = [],
  hasRules,
  ways,
  children,
}: {
  comment: OwnComment;
  decision: OwnDecision | null;
  /** What its writer has just done. */
  done: string | null;
  removals?: OwnRemoval[];
  /** Whether the site has house rules. */
  hasRules: boolean;
  ways: ReactNode;
  /** An edit that waits or was refused, an appeal, or the form of one. */
  children?: ReactNode;
}) => (
  <div className="account">
    <header className="page-head">
      <p className="kicker">
        Your reply to ‘
        <a href={postPath(comment.post.slug)} lang={comment.post.language ?? undefined} dir="auto">
          {comment.post.title}
        </a>
        ’
      </p>
      <h1>{titleOf(comment)}</h1>
    </header>
    {done ? (
      <p className="form-done" role="status">
        {done}
      </p>
    ) : null}
    {explain(comment, decision).map((paragraph) => (
      <p key={paragraph} dir="auto">
        {paragraph}
      </p>
    ))}
    {decision && hasRules && !isReadable(comment) ? (
      <p>
        What is welcome here is in <a href="/rules">the house rules</a>.
      </p>
    ) : null}
    {removals.map((removal) => (
      <Fragment key={removal.action}>
        <p>{REMOVED[removal.action]}</p>
        {explainDecision(removal).map((paragraph) => (
          <p key={paragraph} dir="auto">
            {paragraph}
          </p>
        ))}
      </Fragment>
    ))}
    <div className="answered" id={commentAnchor(comment.id)}>
      <p className="response-line">
        <Time at={comment.createdAt} style="moment" />
      </p>
      <Prose html={comment.html} />
    </div>
    {children}
    <ul className="ways-on">
      {isReadable(comment) ? (
        <li>
          <a href={commentPath(comment.id)}>View it in the conversation</a>
        </li>
      ) : null}
      {ways}
    </ul>
  </div>
);

function titleOf(comment: OwnComment): string {
  if (isReadable(comment)) return "Your reply is published";
  if (isHeld(comment)) return "Your reply is waiting for a moderator";
  if (isSpam(comment)) return "Your reply was taken for spam";
  if (isRemoved(comment)) return "Your reply was removed";
  return "Your reply can’t be read at the moment";
}

function explain(comment: OwnComment, decision: OwnDecision | null): string[] {
  if (isReadable(comment)) return ["Everyone can read it."];
  const only = "Only you and the moderators can read it.";
  const decided = decision ? explainDecision(decision) : [];
  if (isHeld(comment)) {
    const hidden = ["A moderator has hidden it until it has been looked at again. No filter decided this."];
    const why = comment.heldFor ? [HELD_FOR[comment.heldFor as HeldFor]] : [];
    const isByModerator = decision !== null && !isWriterAsking(decision);
    return [
      ...(isByModerator ? [...hidden, ...decided] : why),
      `${only} This page tells you what they decide.`,
    ];
  }
  if (isSpam(comment))
    return [`A moderator decided that it is advertising. ${explainFilter(comment)}`, ...decided, only];
  if (isRemoved(comment)) return [`A moderator removed it. ${explainFilter(comment)}`, ...decided, only];
  return ["Its post isn’t published now."];
}

/** What the spam filter had to do with a moderator's decision. */
const explainFilter = ({ heldFor }: Pick<OwnComment, "heldFor">) =>
  heldFor === ("suspected" satisfies HeldFor)
    ? "The spam filter had held it before; the decision is a person’s."
    : "No filter decided this.";
