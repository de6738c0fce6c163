import { Fragment } from "react";
import { moderationPath } from "../response-ref";
import { describeToken } from "./tokens";
import type { Evidence, Sighting } from "./verdict";

/** What the spam filter thought of a comment and why, for moderators. Nothing if it had nothing to say. */
export function VerdictNote({ score, evidence }: { score: number | null; evidence: Evidence }) {
  const { words, spamHosts = [], newHosts = [], copyOf } = evidence;
  const reasons = [
    spamHosts.length > 0 && (
      <>
        It links to <Hosts hosts={spamHosts} />, which so far only spam has linked to.
      </>
    ),
    newHosts.length > 0 && (
      <>
        It links to {newHosts.length} sites that nobody has linked to here before: <Hosts hosts={newHosts} />.
      </>
    ),
    copyOf !== undefined && (
      <>
        It is nearly the same as{" "}
        <a href={moderationPath({ kind: "comment", id: copyOf })}>comment {copyOf}</a> under another post.
      </>
    ),
    words && words.for.length > 0 && (
      <>
        Seen in spam: <Words words={words.for} />.
      </>
    ),
    words && words.against.length > 0 && (
      <>
        Seen in other comments: <Words words={words.against} />.
      </>
    ),
  ].filter(Boolean);
  if (score === null && reasons.length === 0) return null;
  return (
    <p className="moderated-why">
      Spam filter{score === null ? null : <>, from 0 to 1: {score.toFixed(2)}</>}.
      {reasons.map((reason, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
        <Fragment key={index}> {reason}</Fragment>
      ))}
    </p>
  );
}

const Hosts = ({ hosts }: { hosts: string[] }) => (
  <>
    {hosts.map((host, index) => (
      <Fragment key={host}>
        {index > 0 ? ", " : null}
        <span dir="ltr">{host}</span>
      </Fragment>
    ))}
  </>
);

const Words = ({ words }: { words: Sighting[] }) => (
  <>
    {words.map(({ token }, index) => (
      <Fragment key={token}>
        {index > 0 ? ", " : null}
        <Token token={token} />
      </Fragment>
    ))}
  </>
);

function Token({ token }: { token: string }) {
  const { kind, text } = describeToken(token);
  if (kind === "links") return <>{text}</>;
  return kind === "host" ? (
    <span dir="ltr">{text}</span>
  ) : (
    <i>
      <bdi>{text}</bdi>
    </i>
  );
}
