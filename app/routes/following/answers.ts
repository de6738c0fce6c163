import { type ActionFunctionArgs, data, redirect } from "@remix-run/node";
import { PREFERENCES, preferencesSchema } from "~/following/following.schema";
import { setPreference } from "~/following/preference.server";
import { setEmailTimes, subscriberOf } from "~/following/subscriber.server";
import { parseForm } from "~/platform/http/body/form.server";
import { readSite } from "~/site/site.server";
import type { PageHandle } from "../page-handle";
import { memberOf } from "../session/member";

export const handle: PageHandle = { act: "following.manage" };
export const loader = () => redirect("/following");

/** Sets how somebody is told of answers, and when their e-mails come. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  const form = await parseForm(request, preferencesSchema);
  if (!form.ok)
    throw data("Choose among the ways, hours, weekdays and time zones that the page offers.", 422);
  const { hour, weekday, timeZone, once } = form.value;
  const now = context.now();
  await context.db.write(async (tx) => {
    const subscriberId = await subscriberOf(tx, accountId, now);
    for (const kind of PREFERENCES) {
      const wanted = form.value[kind];
      if (wanted) await setPreference(tx, subscriberId, kind, wanted);
    }
    const times = {
      ...{ digestHour: hour, digestWeekday: weekday, timeZone: timeZone || null, once: once === "yes" },
    };
    await setEmailTimes(tx, subscriberId, times, { siteZone: (await readSite(tx.db)).timeZone, now });
  });
  return redirect("/following?done=saved", 303);
}

/** A default export makes this a page, so that errors are shown as pages. */
export default function Answers() {
  return null;
}
