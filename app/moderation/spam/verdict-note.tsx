import { Fragment } from "react";
import { moderationPath } from "../response-ref";
import { describeToken } from "./tokens";
import { DOUBTFUL_SCORE, type Evidence, type Sighting, SPAM_SCORE } from "./verdict";

/** What the spam filter thought of a comment and why, for moderators. Nothing if it had nothing to say. */
export function VerdictNote({ score, evidence }: { score: number | null; evidence: Evidence }) {
  const { seen = [], spamHosts = [], newHosts = [], copyOf, service } = evidence;
  const hosts = spamHosts.length + newHosts.length;
  if (score === null && hosts === 0 && copyOf === undefined && service === undefined) return null;
  return (
    <p className="moderated-why">
      {service === undefined ? null : <>The service {service} thinks that it is spam. </>}
      {spamHosts.length > 0 ? (
        <>
          It links to <Hosts hosts={spamHosts} />, which so far only spam has linked to.{" "}
        </>
      ) : null}
      {newHosts.length > 0 ? (
        <>
          It links to {newHosts.length} sites that nobody has linked to here before:{" "}
          <Hosts hosts={newHosts} />.{" "}
        </>
      ) : null}
      {copyOf === undefined ? null : (
        <>
          It is nearly the same as{" "}
          <a href={moderationPath({ kind: "comment", id: copyOf })}>comment {copyOf}</a> under another post.{" "}
        </>
      )}
      {score === null ? null : <Score score={score} seen={seen} />}
    </p>
  );
}

function Score({ score, seen }: { score: number; seen: Sighting[] }) {
  const figure = `(${score.toFixed(2)} of 1)`;
  if (score < DOUBTFUL_SCORE || seen.length === 0) return <>Its words don’t look like spam {figure}.</>;
  return (
    <>
      Its words look {score < SPAM_SCORE ? "a little " : null}like spam {figure}: <Words words={seen} />.
    </>
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
  const described = describeToken(token);
  if (described?.kind === "host") return <span dir="ltr">{described.text}</span>;
  return (
    <i>
      <bdi>{described?.text}</bdi>
    </i>
  );
}
