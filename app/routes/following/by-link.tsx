import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Form } from "~/design/form/form";
import { DELIVERY_NAMES } from "~/following/deliveries";
import { readPreferences } from "~/following/preference.server";
import { findByLink, renewLink } from "~/following/subscriber.server";
import { listFollowed } from "~/following/subscription.server";
import { maskAddress } from "~/platform/mail/mail-job.server";
import type { PageHandle } from "../page-handle";
import { passingHead } from "../titles";
import { EndedLink } from "./ended-link";

export const handle: PageHandle = {};
export const meta: MetaFunction = (args) => passingHead(args, "Your e-mails");

/** Shows what one gets, and nothing else: forwarded e-mails take this link along. */
export async function loader({ params: { link = "" }, context }: LoaderFunctionArgs) {
  const subscriber = await findByLink(context.db, context.siteSecret, link);
  if (!subscriber) return data({ found: null }, 410);
  const { id, email } = subscriber;
  const found = {
    link,
    address: maskAddress(email),
    followed: await listFollowed(context.db, id),
    answers: await readPreferences(context.db, id),
  };
  return data({ found });
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
  const { link, address, followed, answers } = found;
  const stopPath = `/following/by-link/${link}/stop`;
  const kinds = [
    { only: "reply", name: "Replies to your comments", delivery: answers.replies },
    { only: "own-post", name: "Responses to your posts", delivery: answers["own-posts"] },
  ].filter(({ delivery }) => delivery !== "never");
  const rows = [
    ...followed.map(({ id, name, delivery }) => ({ only: String(id), name: name || "New posts", delivery })),
    ...kinds,
  ];
  return (
    <div className="account">
      <header className="page-head">
        <h1>Your e-mails</h1>
        <p>To {address}. Whoever has this link can end what you get, and can’t see or do anything else.</p>
      </header>
      {rows.length === 0 ? <p>You follow nothing, and get no e-mails about answers.</p> : null}
      <ul className="rows">
        {rows.map(({ only, name, delivery }) => (
          <li key={only}>
            <div>
              <bdi>{name}</bdi>
              <p className="field-hint">{DELIVERY_NAMES.get(delivery)}</p>
            </div>
            <form method="post" action={`${stopPath}?only=${only}`}>
              <button type="submit" className="quiet" aria-label={`Stop: ${name}`}>
                Stop
              </button>
            </form>
          </li>
        ))}
      </ul>
      {rows.length > 0 ? <Form action={stopPath} submit="Stop all of them" danger /> : null}
      <h2>A new link</h2>
      <p>If you forwarded one of these e-mails, a new link ends this one and those in all earlier e-mails.</p>
      <Form action={`/following/by-link/${link}`} submit="Make a new link" quiet />
    </div>
  );
}
