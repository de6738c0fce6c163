import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { appointModerator } from "~/accounts/appointment.server";
import { readValues } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { AccountPage } from "./account-page";
import { explainManaging, getManagedBySender, loadManaged } from "./managed";

export const handle: PageHandle = { act: "person.change-role" };

export const meta: MetaFunction = (args) => passingHead(args, "Right to moderate");

export const loader = loadManaged;

/** Gives the right to moderate, or takes it if `moderates` is "no". */
export async function action({ request, params: { handle = "" }, context }: ActionFunctionArgs) {
  const account = await getManagedBySender(context, "person.change-role", handle);
  const moderates = (await readValues(request)).moderates !== "no";
  const done = await appointModerator(context, account.id, moderates, context.now());
  if (!done.ok) return data({ errors: { form: explainManaging(done.reason) } }, 409);
  return redirect(
    `/moderation/people/${account.handle}?done=${moderates ? "moderates" : "moderates-no-more"}`,
    303,
  );
}

export default function Moderator() {
  return <AccountPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
