import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { PREFERENCES, preferencesSchema } from "~/following/following.schema";
import { setPreference } from "~/following/preference.server";
import { setDigestHour, subscriberOf } from "~/following/subscriber.server";
import { parseForm } from "~/platform/http/form.server";
import type { PageHandle } from "../page-handle";
import { memberOf } from "../session/member";

export const handle: PageHandle = { act: "following.manage" };
export const loader = () => redirect("/following");

/** Sets how somebody is told of answers, and when their daily e-mails come. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  const form = await parseForm(request, preferencesSchema);
  if (!form.ok) throw data("Choose one of the ways that the page offers, and an hour from 0 to 23.", 422);
  const now = context.now();
  await context.db.write(async (tx) => {
    const subscriberId = await subscriberOf(tx, accountId, now);
    for (const kind of PREFERENCES) await setPreference(tx, subscriberId, kind, form.value[kind]);
    await setDigestHour(tx, subscriberId, form.value.hour);
  });
  return redirect("/following?done=saved", 303);
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function Answers() {
  return null;
}
