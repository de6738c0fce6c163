import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Time } from "~/design/calendar";
import { markRead } from "~/following/notification.server";
import { listNotifications } from "~/following/notification-list.server";
import { findSubscriber } from "~/following/subscriber.server";
import { listInvitedToWrite } from "~/nominations/nomination.server";
import { InvitedResponses } from "~/nominations/own-invitation";
import { may } from "~/people/policy";
import { readRowId } from "~/platform/database/rows/row-id";
import { readValues } from "~/platform/http/body/form.server";
import { quoteTitle } from "~/posts/post";
import { notFound } from "../not-found";
import type { PageHandle } from "../page-handle";
import { As } from "../session/as";
import { memberOf } from "../session/member";
import { passingHead } from "../titles";
import { FollowingFrame } from "./following-frame";

export const handle: PageHandle = { act: "following.manage" };
export const meta: MetaFunction = (args) => passingHead(args, "Notifications");

export async function loader({ context }: LoaderFunctionArgs) {
  const { id, accountId } = memberOf(context);
  const asked = context.query("before", "done");
  const before = asked.get("before");
  const beforeId = before === null ? undefined : readRowId(before);
  if (beforeId === null) throw notFound("page");
  const subscriber = await findSubscriber(context.db, accountId);
  const list = subscriber
    ? await listNotifications(context.db, subscriber.id, beforeId)
    : { items: [], newest: 0, older: null };
  const isFirst = before === null;
  const invited =
    isFirst && may(context.viewer, "post.write")
      ? await listInvitedToWrite(context.db, id, context.now())
      : [];
  return { as: id, ...list, invited, isFirst, isDone: asked.get("done") === "read" };
}

/** Marks as read what the page showed, and not what came since. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  const upTo = readRowId((await readValues(request)).upTo);
  if (upTo === null) throw data("Open your notifications again, and mark them there.", 422);
  await context.db.write(async (tx) => {
    const subscriber = await findSubscriber(tx.db, accountId);
    if (subscriber) await markRead(tx, subscriber.id, upTo, context.now());
  });
  return redirect("/notifications?done=read", 303);
}

/** What somebody did: published a post, or replied to the reader; otherwise they responded to a post. */
const VERBS = new Map([
  ["new-post", "has a new post:"],
  ["reply", "replied to you on"],
  ["mention", "mentioned you on"],
  ["continued", "continued your comment in"],
]);

export default function Notifications() {
  const { as, items, newest, older, invited, isFirst, isDone } = useLoaderData<typeof loader>();
  const hasNew = items.some(({ isNew }) => isNew);
  return (
    <FollowingFrame page="/notifications" title="Notifications" done={isDone ? "All marked as read." : null}>
      <InvitedResponses invited={invited} />
      {items.length === 0 ? (
        <p>
          {isFirst
            ? "Nothing yet. Here you find replies to your comments, responses to your posts, and what is new in everything that you follow."
            : "There are no older notifications."}
        </p>
      ) : null}
      {hasNew && isFirst ? (
        <form method="post" action="/notifications">
          <As id={as} />
          <input type="hidden" name="upTo" value={newest} />
          <button type="submit" className="quiet">
            Mark all as read
          </button>
        </form>
      ) : null}
      <ul className="rows">
        {items.map(({ id, isNew, kind, name, title, excerpt, path, reason, createdAt }) => (
          <li key={id}>
            <div>
              <a href={path} dir="auto">
                {isNew ? <strong>New: </strong> : null}
                <bdi>{name}</bdi>{" "}
                {VERBS.get(
                  kind === "post" && reason !== "mention" && reason !== "continued" ? "new-post" : reason,
                ) ?? "responded to"}{" "}
                {quoteTitle(title)}
              </a>
              <p dir="auto">{excerpt}</p>
              <p className="field-hint">
                <Time at={new Date(createdAt)} style="moment" />
              </p>
            </div>
          </li>
        ))}
      </ul>
      {older === null ? null : (
        <p>
          <a href={`/notifications?before=${older}`}>Older notifications</a>
        </p>
      )}
    </FollowingFrame>
  );
}
