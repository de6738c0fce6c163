import { HONEYPOT_FIELD } from "~/comments/reply/form-checks";
import { Choice } from "~/design/form/choice";
import { Field } from "~/design/form/field";
import { Form } from "~/design/form/form";
import { Formats } from "~/feeds/feed-links";
import type { FollowedThing } from "~/flows/following/followed-thing.server";
import { emailOptions, PARTS_OPTION } from "~/following/deliveries";
import { followPath } from "~/following/follow-link";
import { useSendsMail } from "../sends-mail";
import type { GuestAnswer } from "./follow-as-guest";

export type ShownThing = Pick<FollowedThing, "kind" | "id" | "name" | "path" | "feedPath">;

/** How somebody without an account follows a thing: by e-mail, where the site can send any, or in a feed reader. */
export function GuestFollow({ thing, answer }: { thing: ShownThing; answer: GuestAnswer | null }) {
  const sendsMail = useSendsMail();
  const path = followPath(thing.kind, thing.id);
  const { errors, values = {} } = answer ?? {};
  return (
    <>
      {sendsMail ? (
        <Form action={path} errors={errors} submit="Follow by e-mail">
          <Field
            name="email"
            type="email"
            label="E-mail"
            hint="We’ll send it a link, once, to confirm that it’s yours. It is never shown or shared."
            value={values.email}
            error={errors?.email}
            autoComplete="email"
            required
          />
          <Choice
            name="delivery"
            legend="How often?"
            options={[...emailOptions, ...(thing.kind === "series" ? [PARTS_OPTION] : [])]}
            value={values.delivery ?? "at-once"}
            error={errors?.delivery}
          />
          <p className="form-honeypot" aria-hidden="true">
            <label>
              Leave this empty{" "}
              <input name={HONEYPOT_FIELD} tabIndex={-1} autoComplete="off" defaultValue="" />
            </label>
          </p>
        </Form>
      ) : (
        <p>This site sends no e-mail. There are other ways to follow it:</p>
      )}
      <ul className="ways-on">
        <li>
          {sendsMail ? "Have an account? " : "With an account, under Notifications: "}
          <a href={`/sign-in?${new URLSearchParams({ to: path })}`}>Sign in</a>
          {sendsMail ? null : (
            <>
              {" "}
              or <a href="/join">join</a>
            </>
          )}
        </li>
        <li>
          {sendsMail ? "Have a feed reader? " : "With a feed reader: "}
          <Formats path={thing.feedPath} />
        </li>
        <li>
          <a href="/privacy">Privacy</a>: what this site stores about you
        </li>
        <li>
          <a href={thing.path}>Back to where you were</a>
        </li>
      </ul>
    </>
  );
}

/** What somebody without an account has done; null if their form is shown. */
export function guestOutcome(thing: ShownThing, answer: GuestAnswer | null) {
  if (answer?.state === "asked") return <Asked thing={thing} address={answer.address} />;
  return answer?.state === "followed" ? <Followed thing={thing} link={answer.link} /> : null;
}

/** The same whether the address is known, and whether an e-mail was sent to it. */
const Asked = ({ thing, address }: { thing: ShownThing; address: string }) => (
  <div className="notice" role="status">
    <h1>Check your e-mail</h1>
    <p>
      We’ve sent a link to <strong>{address}</strong>. Open it and press the button: then you follow{" "}
      <bdi>{thing.name}</bdi>.
    </p>
    <p>
      If we asked this address within the last day, we haven’t sent another e-mail: the link in the earlier
      one works for this too.
    </p>
    <p>
      Nothing there after a few minutes? Look in your spam folder, or{" "}
      <a href={followPath(thing.kind, thing.id)}>check the address</a>. We send nothing to an address that
      turned off all e-mails from this site.
    </p>
    <p>
      <a href={thing.path}>Back to where you were</a>
    </p>
  </div>
);

const Followed = ({ thing, link }: { thing: ShownThing; link: string }) => (
  <div className="notice" role="status">
    <h1>
      You follow <bdi>{thing.name}</bdi>
    </h1>
    <p>
      Each e-mail has a link to stop it. You can also{" "}
      <a href={`/following/by-link/${link}`}>see and change everything that you get</a>.
    </p>
    <p>
      <a href={thing.path}>Back to where you were</a>
    </p>
  </div>
);
