import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { getAccount } from "~/accounts/account.server";
import { formatDuration } from "~/design/duration";
import { readFirstSteps } from "~/flows/first-steps.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { readEmailOutcome } from "~/platform/mail/mail-job.server";
import styles from "~/site/first-steps.css?url";
import { readSite } from "~/site/site.server";
import { notFound } from "../not-found";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { As } from "../session/as";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { FirstStepItem } from "./first-step-item";
import { EmailStepNotice } from "./test-email-notice";

export const handle: PageHandle = { act: "settings.update" };
export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];
export const meta: MetaFunction = (args) => passingHead(args, "First steps");

const DONE = new Map(
  Object.entries({
    joined: "Welcome! Your account is ready.",
    skipped: "Step skipped.",
    resumed: "The step is back on the list.",
    "no-email": "Saved: this site sends no e-mail. Pass on the links of invitations yourself.",
  }),
);

export async function loader({ context }: LoaderFunctionArgs) {
  const { db, sendsMail } = context;
  const member = memberOf(context);
  const query = context.query("done", "email", "wait");
  const steps = await readFirstSteps(db, sendsMail);
  const left = steps?.filter(({ state }) => state === "open").length ?? 0;
  // The last act still shows its outcome, and can be undone.
  if (left === 0 && !query.has("done") && !query.has("email"))
    throw notFound("page", [
      { href: "/moderation/site", title: "Site settings" },
      { href: "/", title: "Home page" },
    ]);
  const emailId = readRowId(query.get("email"));
  const wait = readRowId(query.get("wait"));
  return onServer({
    ...{ as: member.id, steps, left, sendsMail },
    siteName: (await readSite(db)).name,
    done: DONE.get(query.get("done") ?? "") ?? null,
    outcome: emailId === null ? null : await readEmailOutcome(db, emailId),
    emailId,
    ownEmail: (await getAccount(db, member.accountId)).email,
    wait: wait === null ? null : formatDuration(wait),
  });
}

export default function FirstSteps() {
  const { as, steps, left, done, siteName, sendsMail, ...email } = useServerData<typeof loader>();
  return (
    <div className="account">
      <header className="page-head">
        <h1>First steps</h1>
        <p>{describe(steps?.length ?? 0, left)}</p>
      </header>
      {done ? (
        <p className="form-done" role="status">
          {done}
        </p>
      ) : null}
      <EmailStepNotice {...email} />
      {steps ? (
        <>
          <ol className="first-steps">
            {steps.map((step) => (
              <FirstStepItem key={step.name} as={as} {...{ step, siteName, sendsMail }} />
            ))}
          </ol>
          <form method="post" action="/first-steps/all/skip" className="first-step-acts">
            <As id={as} />
            <button type="submit" className="plain">
              Hide the first steps
            </button>
          </form>
        </>
      ) : (
        <form method="post" action="/first-steps/all/resume">
          <As id={as} />
          <p className="form-buttons">
            <button type="submit" className="quiet">
              Show the first steps again
            </button>
          </p>
        </form>
      )}
    </div>
  );
}

function describe(steps: number, left: number): string {
  if (steps === 0) return "The first steps are hidden now, and so is the link to this page.";
  if (left === 0) return "That’s everything. This page and the link to it are gone when you leave.";
  const open = left === steps ? `${steps} steps for a new site` : `${left} of ${steps} steps left`;
  return `${open}. Take them in any order, or skip what you don’t need. This page goes away when none is left.`;
}
