import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { resume } from "~/following/emails/pause.server";
import { findSubscriber } from "~/following/subscriber.server";
import type { PageHandle } from "../page-handle";
import { memberOf } from "../session/member";

export const handle: PageHandle = { act: "following.manage" };
export const loader = () => redirect("/following");

/** Sends somebody e-mails again, and goes on with what they follow for another year. */
export async function action({ context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  await context.db.write(async (tx) => {
    const subscriber = await findSubscriber(tx.db, accountId);
    if (subscriber) await resume(tx, subscriber.id, context.now());
  });
  return redirect("/following?done=saved", 303);
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function Resume() {
  return null;
}
