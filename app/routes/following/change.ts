import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { changeSchema } from "~/following/following.schema";
import { findSubscriber } from "~/following/subscriber.server";
import { changeDelivery, endSubscription } from "~/following/subscription.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { parseForm } from "~/platform/http/body/form.server";
import type { PageHandle } from "../page-handle";
import { memberOf } from "../session/member";

export const handle: PageHandle = { act: "following.manage" };
export const loader = () => redirect("/following");

/** Changes how somebody is told of one thing, or ends that. One that has ended already is fine. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  const form = await parseForm(request, changeSchema);
  if (!form.ok) throw data("Choose one of the ways that the page offers.", 422);
  const { delivery } = form.value;
  const id = readRowId(params.id) ?? 0;
  await context.db.write(async (tx) => {
    const subscriber = await findSubscriber(tx.db, accountId);
    if (!subscriber) return;
    if (delivery === "stop") await endSubscription(tx, subscriber.id, id);
    else await changeDelivery(tx, subscriber.id, id, delivery, context.now());
  });
  return redirect("/following?done=saved", 303);
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function Change() {
  return null;
}
