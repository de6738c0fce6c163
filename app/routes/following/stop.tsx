import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Form } from "~/design/form/form";
import { stopByLink } from "~/flows/following/link-page.server";
import { type Ending, readEnding } from "~/following/stop.server";
import { findByLink } from "~/following/subscriber.server";
import { listFollowed } from "~/following/subscription.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { PageHandle } from "../page-handle";
import { SECRET_HEADERS } from "../secret-headers";
import { passingHead } from "../titles";
import { EndedLink } from "./ended-link";

/** A mail program's one-click request (RFC 8058) has no Origin. */
export const handle: PageHandle = { fromAnywhere: true };
export const meta: MetaFunction = (args) => passingHead(args, "Stop e-mails");
export const headers: HeadersFunction = () => SECRET_HEADERS;

/** Opening the page changes nothing: programs open the links of e-mails too. */
export async function loader({ params: { link = "" }, context }: LoaderFunctionArgs) {
  const subscriber = await findByLink(context.db, context.siteSecret, link);
  if (!subscriber) return data({ found: null }, 410);
  const only = context.query("only").get("only");
  const ending = readEnding(only);
  return data({ found: { link, only, what: await nameEnding(context.db, subscriber.id, ending) } });
}

const REASONS = {
  reply: "e-mails about replies to your comments",
  mention: "e-mails about mentions of you",
  continued: "e-mails about posts that continue your comments",
  "own-post": "e-mails about responses to your posts",
};

async function nameEnding(db: DatabaseClient, subscriberId: number, ending: Ending): Promise<string> {
  if (ending === "all") return "all e-mails about what you follow and about answers to you";
  if (ending === "decisions") return "e-mails about what moderators decide about your replies";
  if ("reason" in ending) return REASONS[ending.reason];
  const all = await listFollowed(db, subscriberId);
  const followed = all.find(({ id }) => id === ending.subscriptionId);
  return `e-mails about ${followed ? followed.name || "new posts" : "this"}`;
}

export async function action({ params: { link = "" }, context }: ActionFunctionArgs) {
  const only = context.query("only").get("only");
  const done = await stopByLink(context, link, readEnding(only));
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
