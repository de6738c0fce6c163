import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Form } from "~/design/form/form";
import { readEnding, stop } from "~/following/stop.server";
import { findByLink } from "~/following/subscriber.server";
import { listFollowed } from "~/following/subscription.server";
import type { PageHandle } from "../page-handle";
import { passingHead } from "../titles";
import { EndedLink } from "./ended-link";

/** A mail program's one-click request (RFC 8058) has no Origin. */
export const handle: PageHandle = { fromAnywhere: true };
export const meta: MetaFunction = (args) => passingHead(args, "Stop e-mails");

/** Opening the page changes nothing: programs open the links of e-mails too. */
export async function loader({ params: { link = "" }, context }: LoaderFunctionArgs) {
  const subscriber = await findByLink(context.db, context.siteSecret, link);
  if (!subscriber) return data({ found: null }, 410);
  const only = context.query("only").get("only");
  const ending = readEnding(only);
  const followed =
    typeof ending === "object" && "subscriptionId" in ending
      ? (await listFollowed(context.db, subscriber.id)).find(({ id }) => id === ending.subscriptionId)
      : null;
  const what =
    ending === "all"
      ? "all e-mails about what you follow and about answers to you"
      : "reason" in ending
        ? ending.reason === "reply"
          ? "e-mails about replies to your comments"
          : "e-mails about responses to your posts"
        : `e-mails about ${followed ? followed.name || "new posts" : "this"}`;
  return data({ found: { link, only, what } });
}

export async function action({ params: { link = "" }, context }: ActionFunctionArgs) {
  const only = context.query("only").get("only");
  const done = await context.db.write(async (tx) => {
    const subscriber = await findByLink(tx.db, context.siteSecret, link);
    if (!subscriber) return false;
    await stop(tx, subscriber.id, readEnding(only));
    return true;
  });
  return data({ done }, done ? 200 : 410);
}

export default function Stop() {
  const { found } = useLoaderData<typeof loader>();
  const { done } = useActionData<typeof action>() ?? {};
  if (done)
    return (
      <div className="notice" role="status">
        <h1>Stopped</h1>
        <p>You won’t get these e-mails any more.</p>
        {found ? (
          <p>
            <a href={`/following/by-link/${found.link}`}>See what else you get</a>
          </p>
        ) : null}
      </div>
    );
  if (!found) return <EndedLink />;
  return (
    <div className="account">
      <header className="page-head">
        <h1>Stop {found.what}?</h1>
      </header>
      <Form
        action={`/following/by-link/${found.link}/stop${found.only === null ? "" : `?${new URLSearchParams({ only: found.only })}`}`}
        submit="Stop these e-mails"
      />
      <p>
        <a href={`/following/by-link/${found.link}`}>Everything that you get</a>
      </p>
    </div>
  );
}
