import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { REMEMBERED_S } from "~/comments/guests/guest.schema";
import { guestCookie, readGuestCookie } from "~/comments/guests/guest-cookies";
import { confirmPath } from "~/comments/guests/guest-email";
import { Time } from "~/design/calendar";
import { Form } from "~/design/form/form";
import { confirmGuest, openConfirmation } from "~/flows/guests/confirm-guest.server";
import { readRowId } from "~/platform/database/row-id";
import { readValues } from "~/platform/http/form.server";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { explainAccountRefusal } from "../../session/refusals";
import { passingHead } from "../../titles";
import { SECRET_HEADERS } from "./by-secret";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Confirm your e-mail address");
export const headers: HeadersFunction = () => SECRET_HEADERS;

/** Shows what is confirmed. Nothing is done before the button is pressed, because mail servers open links. */
export async function loader({ params: { secret = "" }, context }: LoaderFunctionArgs) {
  const opened = await openConfirmation(context.db, secret, context.now());
  if (!opened.ok) return onServer({ secret, email: "", replies: [], reason: opened.reason });
  const { email, replies } = opened;
  return onServer({ secret, email, replies, reason: null });
}

export async function action({ request, params: { secret = "" }, context }: ActionFunctionArgs) {
  const { db, siteUrl, viewer } = context;
  const values = await readValues(request);
  const ids = Object.keys(values).flatMap((name) => readRowId(/^reply-(\d+)$/.exec(name)?.[1]) ?? []);
  const proof = readGuestCookie(request.headers.get("Cookie"), siteUrl) ?? undefined;
  const remember = values.remember === "yes";
  const done = await confirmGuest({ db }, secret, { ids, remember, proof }, context.now());
  if (!done.ok && done.reason === "guest.nothing-chosen")
    return data({ done: false, errors: { form: "Select the replies that are yours." } }, 422);
  if (!done.ok) return data({ done: false, errors: {} }, 410);
  // A member is known by their account.
  if (viewer.kind !== "guest" || done.secret === null) return data({ done: true, errors: {} });
  const cookie = guestCookie(siteUrl, done.secret, remember ? REMEMBERED_S : null);
  return data({ done: true, errors: {} }, { headers: { "Set-Cookie": cookie } });
}

export default function ConfirmEmail() {
  const { secret, email, replies, reason } = useServerData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.done)
    return (
      <Notice title="Your e-mail address is confirmed" role="status">
        You’ll get an e-mail when a moderator approves, holds or removes your reply.
      </Notice>
    );
  if (reason) return <Notice title="This link doesn’t work">{explainAccountRefusal(reason)}</Notice>;
  if (replies.length === 0)
    return (
      <Notice title="Nothing to confirm">The reply for which you wanted e-mail isn’t here any more.</Notice>
    );
  return (
    <div className="account">
      <header className="page-head">
        <h1>Confirm your e-mail address</h1>
        <p>
          Did you write {replies.length === 1 ? "this reply" : "these replies"} as a guest, with{" "}
          <strong>{email}</strong>? Then we’ll e-mail you what moderators decide about{" "}
          {replies.length === 1 ? "it" : "them"}.
        </p>
      </header>
      <Form action={confirmPath(secret)} errors={answer?.errors ?? {}} submit="Confirm this address">
        <ul className="rows ticks">
          {replies.map(({ id, guestName, createdAt, post }) => (
            <li key={id}>
              <input type="checkbox" id={`reply-${id}`} name={`reply-${id}`} defaultChecked />
              <div>
                <label htmlFor={`reply-${id}`}>
                  As <bdi>{guestName}</bdi>, on ‘<bdi>{post.title}</bdi>’
                </label>
                <p className="field-hint">
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

const Notice = ({ title, role, children }: { title: string; role?: "status"; children: string }) => (
  <div className="notice" role={role}>
    <h1>{title}</h1>
    <p>{children}</p>
  </div>
);
