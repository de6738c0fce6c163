import type { ReactNode } from "react";
import { type Reported, reportPath } from "~/moderation/reports/report";
import { ReportForm } from "~/moderation/reports/report-form";
import type { ReportAnswer } from "./answer-report";

/** The page on which something is reported, and then the confirmation. */
export const ReportPage = ({
  thing,
  as,
  isOwn = false,
  back,
  answer,
  children,
}: {
  thing: Reported;
  as: number | null;
  /** Whether it is the member's own comment. */
  isOwn?: boolean;
  /** Where it stands. */
  back: string;
  answer: ReportAnswer | undefined;
  /** What is reported. */
  children: ReactNode;
}) =>
  answer?.received ? (
    <div className="notice" role="status">
      <h1>Thank you, we received your report</h1>
      <p>
        A moderator will look at it.{" "}
        {answer.received.confirm
          ? "Please confirm your address with the link that we’ve e-mailed to you; then we can tell you the outcome."
          : "We’ll tell you the outcome by e-mail, unless you have turned notifications off."}
      </p>
      <p>
        <a href={back}>Back</a>
      </p>
    </div>
  ) : isOwn ? (
    <div className="account">
      <header className="page-head">
        <h1>This is your own comment</h1>
        <p>You can edit or delete it. Nobody needs to report it.</p>
      </header>
      <div className="answered">{children}</div>
      <ul className="ways-on">
        <li>
          <a href={`${back}/edit`}>Edit it</a>
        </li>
        <li>
          <a href={`${back}/remove`}>Delete it</a>
        </li>
        <li>
          <a href={back}>Back</a>
        </li>
      </ul>
    </div>
  ) : (
    <div className="account">
      <header className="page-head">
        <h1>Report this {thing.kind} to the moderators</h1>
        <p>Its author never learns who reported it. Nothing is hidden before a moderator has looked at it.</p>
      </header>
      <div className="answered">{children}</div>
      <ReportForm action={reportPath(thing)} as={as} values={answer?.values} errors={answer?.errors} />
      <ul className="ways-on">
        <li>
          <a href={back}>Cancel</a>
        </li>
      </ul>
    </div>
  );
