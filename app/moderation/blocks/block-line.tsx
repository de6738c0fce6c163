import type { ReactNode } from "react";
import { Time } from "~/design/calendar";
import { personPath } from "~/people/person";
import { moderationPath } from "../response-ref";
import { BLOCK_REASONS, CONTENT_KINDS } from "./block";
import type { ListedBlock } from "./block.server";
import { nameDomain } from "./domain";

/** A block in the list of moderators: what, what happens, until when, by whom, why. */
export const BlockLine = ({ block, hasEnded }: { block: ListedBlock; hasEnded: boolean }) => (
  <>
    <p className="moderated-line">
      <b>{whatOf(block)}</b>
    </p>
    <p className="moderated-why">
      {CONTENT_KINDS.includes(block.kind) ? (
        <>{block.effect === "hold" ? "Such comments wait for a moderator." : "Such comments are refused."} </>
      ) : null}
      {endOf(block, hasEnded)} By <bdi>{block.maker?.name ?? "a former moderator"}</bdi>,{" "}
      <Time at={block.createdAt} style="moment" />.
    </p>
    {reasonOf(block).map((line) => (
      <p key={line} className="moderated-why" dir="auto">
        {line}
      </p>
    ))}
    {block.note ? (
      <p className="moderated-why">
        Note: <span dir="auto">{block.note}</span>
      </p>
    ) : null}
  </>
);

function whatOf({ kind, text, person, comment, commentId }: ListedBlock): ReactNode {
  if (kind === "words")
    return (
      <>
        Words: ‘<bdi>{text}</bdi>’
      </>
    );
  if (kind === "domain")
    return (
      <>
        Links to <bdi>{nameDomain(text)}</bdi> and its subdomains
      </>
    );
  if (kind === "person")
    return person ? (
      <>
        <a href={personPath(person.handle)}>
          <bdi>{person.name}</bdi>
        </a>
        , @{person.handle}
      </>
    ) : (
      "A member who has deleted their account"
    );
  return (
    <>
      The {kind === "network" ? "network" : "e-mail address"} of{" "}
      {comment?.guestName ? <bdi>{comment.guestName}</bdi> : "a guest"}
      {commentId === null ? null : (
        <>
          , <a href={moderationPath({ kind: "comment", id: commentId })}>comment {commentId}</a>
        </>
      )}
    </>
  );
}

function endOf({ endsAt }: ListedBlock, hasEnded: boolean): ReactNode {
  if (endsAt === null) return "For good.";
  return (
    <>
      {hasEnded ? "Ended" : "Until"} <Time at={endsAt} style="moment" />.
    </>
  );
}

const reasonOf = ({ reason, words }: ListedBlock): string[] => {
  const sentence = BLOCK_REASONS[reason as keyof typeof BLOCK_REASONS] ?? "";
  return [...(sentence ? [`Reason given: ${sentence}`] : []), ...(words ? [`Told them: ${words}`] : [])];
};
