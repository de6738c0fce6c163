import { howToApprove } from "~/comments/moderation/moderated-comments.server";
import { Time } from "~/design/calendar";
import type { ReportedThing as Thing } from "~/flows/moderating/reported-things.server";
import { Decisions } from "~/moderation/decisions";
import { SealedVersions } from "~/moderation/disputes/sealed-versions";
import { SealedWords } from "~/moderation/disputes/sealed-words";
import { ModeratedPingback } from "~/moderation/moderated-pingback";
import { ModeratedComment } from "~/moderation/moderated-response";
import { isForAdministrators, isSealedRef, REPORT_REASONS } from "~/moderation/reports/report";
import { reportedKey } from "~/moderation/reports/reported-field";
import { moderationPath, toField } from "~/moderation/response-ref";
import { personPath } from "~/people/person";
import { postPath } from "~/posts/post";
import { As } from "../../session/as";

type Reports = Thing["reports"];

/** What is reported, its reports, and what a moderator can do. */
export function ReportedThing({
  as,
  thing,
  decidesLaw,
}: {
  as: number;
  thing: Thing;
  /** Whether the member decides about what may be unlawful. */
  decidesLaw: boolean;
}) {
  const { kind, id, comment, verdict, sealed, versions, pingback, post, reports } = thing;
  const isGone = isSealedRef(thing);
  const response = comment ?? pingback;
  const ref = kind === "comment" || kind === "pingback" ? { kind, id } : null;
  const path = decidesLaw ? "/moderation/reports/unlawful" : "/moderation/reports";
  const isLeft = !decidesLaw && reports.every(isForAdministrators);
  return (
    <>
      {comment ? <ModeratedComment comment={comment} verdict={verdict ?? undefined} /> : null}
      <SealedWords sealed={sealed} />
      {pingback ? <ModeratedPingback pingback={pingback} /> : null}
      {post ? (
        <p className="moderated-line">
          The post ‘
          <a href={postPath(post.slug)} lang={post.language ?? undefined} dir="auto">
            {post.title}
          </a>
          ’. To hide it, withdraw it on <a href={`/write?post=${post.slug}`}>its editor’s page</a>.
        </p>
      ) : null}
      <SealedVersions versions={versions} isGone={isGone} />
      <ReportLines reports={reports} />
      {response && ref ? (
        <>
          <form method="post">
            <As id={as} />
            <input type="hidden" name="response" value={toField({ ...ref, status: response.status })} />
            <Decisions
              status={response.status}
              of={`the ${kind}`}
              approving={comment ? howToApprove(comment) : undefined}
            />
          </form>
          <p className="moderated-line moderated-more">
            <a href={moderationPath(ref)}>More about this {kind}</a>
          </p>
        </>
      ) : null}
      {isLeft ? (
        <p className="moderated-why">An administrator decides about what may be against the law.</p>
      ) : (
        <form method="post" action={`${path}/dismiss`} className="decisions">
          <As id={as} />
          <input type="hidden" name="reported" value={reportedKey(thing)} />
          <button type="submit" className="quiet">
            {isGone ? "It was lawful" : "It can stay"}: dismiss{" "}
            {reports.length === 1 ? "the report" : `${reports.length} reports`}
          </button>
          {post || isGone ? (
            <button type="submit" className="quiet" formAction={`${path}/uphold`}>
              {post ? "I’ve acted on it" : "It was unlawful: uphold"}
            </button>
          ) : null}
        </form>
      )}
    </>
  );
}

const ReportLines = ({ reports }: { reports: Reports }) => (
  <ul className="log-entries">
    {reports.map((report) => (
      <li key={report.id}>
        <b>{REPORT_REASONS[report.reason as keyof typeof REPORT_REASONS]}.</b>{" "}
        <span dir="auto">{report.text}</span> <Reporter report={report} />,{" "}
        <Time at={report.createdAt} style="moment" />
      </li>
    ))}
  </ul>
);

function Reporter({ report: { person, name, confirmedAt, dismissed } }: { report: Reports[number] }) {
  if (!person)
    return (
      <>
        By <bdi>{name}</bdi>, who {confirmedAt ? "confirmed their address" : "hasn’t confirmed their address"}
      </>
    );
  return (
    <>
      By{" "}
      <a href={personPath(person.handle)}>
        <bdi>{person.name}</bdi>
      </a>
      {dismissed > 0
        ? `, of whom ${dismissed} earlier ${dismissed === 1 ? "report was" : "reports were"} dismissed`
        : null}
    </>
  );
}
