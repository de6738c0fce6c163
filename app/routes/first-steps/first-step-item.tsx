import type { ReactNode } from "react";
import type { FirstStep } from "~/flows/first-steps.server";
import type { FirstStepName } from "~/site/first-step";
import { As } from "../session/as";

interface Shown {
  as: number;
  step: FirstStep;
  siteName: string;
  sendsMail: boolean;
}

const TITLES: Record<FirstStepName, string> = {
  name: "Name the site",
  email: "Set up e-mail",
  post: "Write a first post",
  invite: "Invite somebody",
  sample: "Remove the sample blog",
};

/** One step: its state in words, and what to do. */
export function FirstStepItem({ as, step: { name, state }, siteName, sendsMail }: Shown) {
  const look = { open: "", done: " is-done", skipped: " is-skipped", "no-email": " is-done" }[state];
  return (
    <li className={`first-step${look}`}>
      <h2>{TITLES[name]}</h2>
      <p className="first-step-state">{STATES[state]}</p>
      {state === "open" ? (
        <>
          {EXPLAINED[name]}
          <div className="first-step-acts">
            {ACTS[name]}
            {name === "email" ? (
              <Act to="email/none" as={as} look="quiet">
                This site sends no e-mail
              </Act>
            ) : null}
            <Act to={`${name}/skip`} as={as} label={`Skip this step: ${TITLES[name]}`}>
              Skip this step
            </Act>
          </div>
        </>
      ) : state === "done" ? (
        <DoneStep {...{ as, name, siteName, sendsMail }} />
      ) : (
        <div className="first-step-acts">
          <Act to={`${name}/resume`} as={as}>
            {state === "skipped" ? "Take this step after all" : "It sends e-mail after all"}
          </Act>
        </div>
      )}
    </li>
  );
}

const STATES: Record<FirstStep["state"], string> = {
  open: "To do",
  done: "Done",
  skipped: "Skipped",
  "no-email": "Done: this site sends no e-mail",
};

const EXPLAINED: Record<FirstStepName, ReactNode> = {
  name: <p>Choose a name and a tagline, the language and the time zone.</p>,
  email: (
    <p>
      Set <code>SMTP_URL</code> to your mail server, for example{" "}
      <code>smtp://user:password@mail.example.org:587</code>, and restart the site (docs/operating.md says
      more). Without e-mail, people join by links that you pass on.
    </p>
  ),
  post: <p>Your draft is saved while you write, and only you and editors see it before it is published.</p>,
  invite: <p>Create a link with which somebody joins as reader, author or editor.</p>,
  sample: (
    <p>
      The posts that came with the site, with their invented people and responses. A page shows what goes and
      asks first.
    </p>
  ),
};

const ACTS: Record<FirstStepName, ReactNode> = {
  name: <Begin href="/moderation/site">Open site settings</Begin>,
  email: null,
  post: <Begin href="/write">Write a post</Begin>,
  invite: <Begin href="/moderation/invitations">Create an invitation</Begin>,
  sample: <Begin href="/moderation/sample">Review and remove it</Begin>,
};

function Begin({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="begin">
      {children}
    </a>
  );
}

const Act = ({
  to,
  as,
  look = "plain",
  label,
  children,
}: {
  to: string;
  as: number;
  look?: string;
  /** Its accessible name, which begins with its text. */
  label?: string;
  children: ReactNode;
}) => (
  <form method="post" action={`/first-steps/${to}`}>
    <As id={as} />
    <button type="submit" className={look} aria-label={label}>
      {children}
    </button>
  </form>
);

function DoneStep({ as, name, siteName }: { as: number; name: FirstStepName; siteName: string }) {
  switch (name) {
    case "name":
      return (
        <p>
          The site is called <bdi>{siteName}</bdi>.
        </p>
      );
    case "email":
      return (
        <>
          <p>E-mail is sent through your mail server.</p>
          <div className="first-step-acts">
            <Act to="email/test" as={as} look="quiet">
              Send a test e-mail to me
            </Act>
          </div>
        </>
      );
    default:
      return null;
  }
}
