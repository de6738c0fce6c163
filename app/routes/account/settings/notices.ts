import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { wantNotices } from "~/accounts/mail/correspondence.server";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";
import { readSwitch } from "../switch";

export const handle: PageHandle = { act: "account.manage" };

/** Turns notifications on or off. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  const { notices } = await readValues(request);
  const wants = readSwitch(
    notices,
    "Open E-mail in your settings again, and choose there whether you get notifications.",
  );
  await wantNotices(context.db, accountId, wants);
  return redirect("/settings/email?done=notices", 303);
}

export const loader = () => redirect("/settings/email");

/** A default export makes this a page, so that errors are shown as pages. */
export default function Notices() {
  return null;
}
