import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/design/form/form";
import { type LinkRow, readLinkPage } from "~/flows/following/link-page.server";
import { shortOptions } from "~/following/deliveries";
import { readPause } from "~/following/emails/pause.server";
import { DELIVERIES, EMAIL_DELIVERIES } from "~/following/following.schema";
import { findByLink, renewLink } from "~/following/subscriber.server";
import { maskAddress } from "~/platform/mail/mail-job.server";
import type { PageHandle } from "../page-handle";
import { SECRET_HEADERS } from "../secret-headers";
import { passingHead } from "../titles";
import { EndedLink } from "./ended-link";
import { PausedNote } from "./paused-note";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Your e-mails");
export const headers: HeadersFunction = () => SECRET_HEADERS;

/** Shows what one gets, and nothing else: forwarded e-mails take this link along. */
export async function loader({ params: { link = "" }, context }: LoaderFunctionArgs) {
  const follower = await findByLink(context.db, context.siteSecret, link);
  if (!follower) return data({ found: null }, 410);
  const { email, isMember } = follower;
  const isDone = context.query("done").get("done") === "saved";
  const page = await readLinkPage(context.db, follower);
  const paused = readPause(follower.paused);
  return data({ found: { link, address: maskAddress(email), isMember, isDone, paused, ...page } });
}

/** Makes a new link: this one, and those in all e-mails so far, end. */
export async function action({ params: { link = "" }, context }: ActionFunctionArgs) {
  const done = await context.db.write(async (tx) => {
    const subscriber = await findByLink(tx.db, context.siteSecret, link);
    if (subscriber) await renewLink(tx, subscriber.id);
    return subscriber !== null;
  });
  if (!done) throw data("This link doesn’t work any more.", 410);
  return redirect(`/following/by-link/${encodeURIComponent(link)}/stop`, 303);
}

export default function ByLink() {
  const { found } = useLoaderData<typeof loader>();
  if (!found) return <EndedLink />;
  const { link, address, isMember, isDone, paused, rows, muted } = found;
  const path = `/following/by-link/${link}`;
  return (
    <div className="account">
      <header className="page-head">
        <h1>Your e-mails</h1>
        <p>
          To {address}. Whoever has this link can change and end what you get, and can’t see or do anything
          else.
        </p>
      </header>
      {isDone ? (
        <p className="form-done" role="status">
          Saved.
        </p>
      ) : null}
      <PausedNote {...{ paused, address }}>
        <form method="post" action={`${path}/keep`} className="row-form">
          <button type="submit" className="quiet">
            {paused === "refused" ? "Try again" : "Send them again"}
          </button>
        </form>
      </PausedNote>
      {rows.length === 0 ? <p>You follow nothing, and get no e-mails about answers.</p> : null}
      <ul className="rows">
        {rows.map((row) => (
          <Row key={row.only} path={path} row={row} isMember={isMember} />
        ))}
      </ul>
      {rows.length > 0 ? <Form action={`${path}/stop`} submit="Stop all of them" danger /> : null}
      {muted.length > 0 ? (
        <>
          <h2>Muted conversations</h2>
          <p>You are told of nothing in these. To hear of one again, follow it from its page.</p>
          <ul>
            {muted.map((post) => (
              <li key={post.path}>
                <a href={post.path} dir="auto">
                  {post.title}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>A new link</h2>
      <p>
        If you forwarded one of these e-mails, a new link ends this one and those in all earlier e-mails. You
        find it in your next e-mail.
      </p>
      <Form action={path} submit="Make a new link" quiet />
      <h2>Delete everything about me</h2>
      {isMember ? (
        <p>
          This address has an account. <a href="/settings/data">Sign in</a> to export or delete what the site
          stores about you.
        </p>
      ) : (
        <p>
          This ends all e-mails and deletes your address. <a href={`${path}/forget`}>See what is deleted</a>
        </p>
      )}
    </div>
  );
}

/** One thing that somebody gets: how, and an end to it. */
function Row({ path, row, isMember }: { path: string; row: LinkRow; isMember: boolean }) {
  const { only, name, kind, delivery } = row;
  const query = `?${new URLSearchParams({ only })}`;
  return (
    <li>
      <div>
        <bdi>{name}</bdi>
        <p className="field-hint">{KINDS.get(kind)}</p>
      </div>
      <div className="row-forms">
        {delivery === null ? null : (
          <form method="post" action={`${path}/change${query}`} className="row-form">
            <select name="delivery" defaultValue={delivery} aria-label={`How you are told: ${name}`}>
              {shortOptions([
                ...(isMember ? DELIVERIES : EMAIL_DELIVERIES),
                ...(kind === "series" ? (["parts"] as const) : []),
              ]).map((option) => (
                <option key={option.value} value={option.value}>
                  {option.name}
                </option>
              ))}
              {kind === "posts" ? <option value="mute">Mute</option> : null}
            </select>
            <button type="submit" className="quiet" aria-label={`Change: ${name}`}>
              Change
            </button>
          </form>
        )}
        <form method="post" action={`${path}/stop${query}`}>
          <button type="submit" className="quiet" aria-label={`Stop: ${name}`}>
            Stop
          </button>
        </form>
      </div>
    </li>
  );
}

const KINDS = new Map<LinkRow["kind"], string>([
  ["posts", "Responses to this post"],
  ["comments", "Replies in this thread"],
  ["series", "Series"],
  ["tags", "Tag"],
  ["people", "Person"],
]);
