import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { wantQueueEmails } from "~/accounts/mail/correspondence.server";
import { QUEUE_EMAILS } from "~/accounts/mail/recipients.server";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { memberOf } from "../../session/member";

export const handle: PageHandle = { act: "response.moderate" };

/** How often a moderator is told of responses that wait. Anything else than the options changes nothing. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { accountId } = memberOf(context);
  const { often } = await readValues(request);
  const chosen = QUEUE_EMAILS.find((option) => option === often);
  if (chosen) await wantQueueEmails(context.db, accountId, chosen);
  return redirect(`/settings/email?done=${chosen ? "queue" : ""}`, 303);
}

export const loader = () => redirect("/settings/email");

/** A default export makes this a page, so that errors are shown as pages. */
export default function QueueEmails() {
  return null;
}
