import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CONFIRM_DAYS, REMEMBERED_S } from "~/comments/guests/guest.schema";
import { guestCookie, readGuestCookie } from "~/comments/guests/guest-cookies";
import { confirmPath } from "~/comments/guests/guest-email";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { confirmGuest, openConfirmation } from "~/flows/guests/confirm-address.server";
import { DELIVERY_NAMES } from "~/following/deliveries";
import { TOO_MANY_FOLLOWED } from "~/following/following.schema";
import { standingLink } from "~/following/subscriber.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { readValues } from "~/platform/http/body/form.server";
import { OnServer } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { SECRET_HEADERS } from "../../secret-headers";
import { passingHead } from "../../titles";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Confirm your e-mail address");
export const headers: HeadersFunction = () => SECRET_HEADERS;

type Opened = Extract<Awaited<ReturnType<typeof openConfirmation>>, { ok: true }>;

/** Shows what is confirmed. Nothing is done before the button is pressed, because mail servers open links. */
export async function loader({ params: { secret = "" }, context }: LoaderFunctionArgs) {
  const opened = await openConfirmation(context.db, secret, context.now());
  if (!opened.ok) return data({ secret, opened: null, isUsed: opened.reason === "token.used" }, 410);
  return data({ secret, opened: new OnServer(opened), isUsed: false });
}

export async function action({ request, params: { secret = "" }, context }: ActionFunctionArgs) {
  const { db, siteUrl, siteSecret, viewer } = context;
  const values = await readValues(request);
  const idsOf = (kind: string) =>
    Object.keys(values).flatMap((name) =>
      name.startsWith(`${kind}-`) ? (readRowId(name.slice(kind.length + 1)) ?? []) : [],
    );
  const proof = readGuestCookie(request.headers.get("Cookie"), siteUrl) ?? undefined;
  const remember = values.remember === "yes";
  const chosen = { ids: idsOf("reply"), requestIds: idsOf("follow"), remember, proof };
  const done = await confirmGuest({ db }, secret, chosen, context.now());
  if (!done.ok && done.reason === "guest.nothing-chosen")
    return data({ link: null, tooMany: 0, errors: { form: "Select what you asked for." } }, 422);
  if (!done.ok) return data({ link: null, tooMany: 0, errors: {} }, 410);
  const { tooMany } = done;
  const answer = { link: standingLink(siteSecret, done.subscriber), tooMany, errors: {} };
  // A member is known by their account.
  if (viewer.kind !== "guest" || done.secret === null) return data(answer, 200);
  const cookie = guestCookie(siteUrl, done.secret, remember ? REMEMBERED_S : null);
  return data(answer, { status: 200, headers: { "Set-Cookie": cookie } });
}

export default function ConfirmEmail() {
  const { secret, opened, isUsed } = useLoaderData() as {
    secret: string;
    opened: OnServer<Opened> | null;
    isUsed: boolean;
  };
  const answer = useActionData<typeof action>();
  if (answer?.link) return <Done link={answer.link} tooMany={answer.tooMany} />;
  if (!opened) return <Ended isUsed={isUsed} />;
  const { email, replies, follows } = opened.value;
  if (replies.length + follows.length === 0)
    return (
      <div className="notice">
        <h1>Nothing to confirm</h1>
        <p>What you asked for isn’t here any more, or you have confirmed it already.</p>
      </div>
    );
  return (
    <div className="account">
      <header className="page-head">
        <h1>
          Confirm your <span className="unbroken">e-mail</span> address
        </h1>
        <p>
          Did you ask for this, with <strong>{email}</strong>? Untick what you didn’t ask for.
        </p>
      </header>
      <Form action={confirmPath(secret)} errors={answer?.errors ?? {}} submit="Confirm this address">
        <ul className="rows ticks">
          {follows.map(({ requestId, kind, name, path, delivery }) => (
            <li key={requestId}>
              <input type="checkbox" id={`follow-${requestId}`} name={`follow-${requestId}`} defaultChecked />
              <div>
                <label htmlFor={`follow-${requestId}`}>
                  Follow <bdi>{kind === "site" ? "all new posts" : name}</bdi>
                </label>
                <p className="field-hint">
                  {DELIVERY_NAMES.get(delivery)} · <a href={path}>View</a>
                </p>
              </div>
            </li>
          ))}
          {replies.map(({ id, guestName, createdAt, post, emailAnswers }) => (
            <li key={id}>
              <input type="checkbox" id={`reply-${id}`} name={`reply-${id}`} defaultChecked />
              <div>
                <label htmlFor={`reply-${id}`}>
                  Your reply as <bdi>{guestName}</bdi>, on ‘<bdi>{post.title}</bdi>’
                </label>
                <p className="field-hint">
                  {ABOUT_REPLY.get(emailAnswers ?? "") ?? "What moderators decide about it"} ·{" "}
                  <Time at={createdAt} style="moment" />
                </p>
              </div>
            </li>
          ))}
        </ul>
        <p className="remember">
          <label>
            <input type="checkbox" name="remember" value="yes" /> Remember me on this device
          </label>
        </p>
      </Form>
    </div>
  );
}

const ABOUT_REPLY = new Map([
  ["replies", "Replies to it, and what moderators decide about it"],
  ["post", "All responses to the post, and what moderators decide about your reply"],
]);

const Done = ({ link, tooMany }: { link: string; tooMany: number }) => (
  <div className="notice" role="status">
    <h1>Your e-mail address is confirmed</h1>
    <p>From now on you get what you asked for. Each e-mail has a link to stop it.</p>
    {tooMany > 0 ? (
      <p>
        {tooMany === 1 ? "One thing was" : `${tooMany} things were`} left out. {TOO_MANY_FOLLOWED}
      </p>
    ) : null}
    <p>
      <a href={`/following/by-link/${link}`}>See and change what you get</a>
    </p>
  </div>
);

/** A link a year old says the same as one of last week: addresses that weren't confirmed are forgotten. */
const Ended = ({ isUsed }: { isUsed: boolean }) => (
  <div className="notice">
    <h1>{isUsed ? "This link was already used" : "This link doesn’t work any more"}</h1>
    {isUsed ? (
      <p>The address is confirmed. To change what you get, use the link at the end of each e-mail.</p>
    ) : (
      <p>
        Such a link works once, within {CONFIRM_DAYS} days. If you confirmed your address then, all is well.
        If you didn’t, we sent it nothing more, and it is forgotten: follow again, or ask for e-mail with your
        next reply, and we’ll send you a new link.
      </p>
    )}
  </div>
);
