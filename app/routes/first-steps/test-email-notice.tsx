import { Time } from "~/design/calendar";
import type { EmailOutcome } from "~/platform/mail/mail-job.server";

/** What became of the test e-mail, in plain words; nothing if none was asked for. */
export function EmailStepNotice({
  outcome,
  emailId,
  ownEmail,
  wait,
}: {
  outcome: EmailOutcome | null;
  emailId: number | null;
  ownEmail: string;
  /** How long to wait before the next one, if there were too many. */
  wait: string | null;
}) {
  if (wait)
    return (
      <p className="form-warning" role="alert">
        You have asked for too many test e-mails. Please try again in {wait}.
      </p>
    );
  if (!outcome) return null;
  switch (outcome.state) {
    case "sent":
      return (
        <p className="form-done" role="status">
          The mail server has accepted the test e-mail to {ownEmail}. If it doesn’t arrive within a few
          minutes, look in your spam folder, and check <code>MAIL_FROM</code>.
        </p>
      );
    case "sending":
      return (
        <p className="form-done" role="status">
          The mail server hasn’t answered yet. <a href={`/first-steps?email=${emailId}`}>Check again</a>
        </p>
      );
    case "failed":
      return (
        <div className="form-warning" role="alert">
          <p>
            <strong>The test e-mail wasn’t sent. {explain(outcome.problem)}</strong>
          </p>
          <p>
            The mail server’s answer: <code>{outcome.problem}</code>
          </p>
          {outcome.triedAgainAt ? (
            <p>
              The site tries again, next <Time at={outcome.triedAgainAt} style="moment" />.{" "}
              <a href={`/first-steps?email=${emailId}`}>Check again</a>
            </p>
          ) : null}
        </div>
      );
  }
}

const REASONS: [RegExp, string][] = [
  [/ECONNREFUSED/, "Nothing listens at the address in SMTP_URL: check its host and port."],
  [/ENOTFOUND|EAI_AGAIN|EDNS/, "The host in SMTP_URL wasn’t found: check its spelling."],
  [
    /ETIMEDOUT|timeout|Greeting never received/i,
    "The mail server doesn’t answer: check the host and port in SMTP_URL, and the firewall.",
  ],
  [/\b53[0-9]\b|Invalid login|auth/i, "The mail server refuses the user or password in SMTP_URL."],
  [
    /certificate|SSL|TLS/i,
    "The encrypted connection failed: check whether SMTP_URL should begin with smtp:// or smtps://.",
  ],
  [/\b55\d\b/, "The mail server refuses the sender or the recipient: check MAIL_FROM and your own address."],
];

/** The first line of help for a mail server's answer. */
const explain = (problem: string): string =>
  REASONS.find(([pattern]) => pattern.test(problem))?.[1] ?? "Check SMTP_URL and MAIL_FROM.";
