import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { awaitOutcome, sendTestEmail } from "~/accounts/mail/test-email.server";
import type { PageHandle } from "../page-handle";
import { memberOf } from "../session/member";

export const handle: PageHandle = { act: "settings.update" };

/** Sends a test e-mail to the administrator who asks, and shows what became of it. */
export async function action({ context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  const wait = await context.accountLimits.secondsToWaitForTestEmail(accountId);
  if (wait > 0) return redirect(`/first-steps?done=tested&wait=${wait}`, 303);
  const id = await sendTestEmail(context, accountId, context.now());
  await awaitOutcome(context.db, id);
  return redirect(`/first-steps?email=${id}`, 303);
}

export const loader = () => redirect("/first-steps");
