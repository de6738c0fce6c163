import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { appoint } from "~/accounts/appointment.server";
import { roleSchema } from "~/accounts/joining/invitation.schema";
import { parseForm } from "~/platform/http/body/form.server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { AccountPage } from "./account-page";
import { explainManaging, getManagedBySender, loadManaged } from "./managed";

export const handle: PageHandle = { act: "person.change-role" };

export const meta: MetaFunction = (args) => passingHead(args, "Change role");

/** A refused form is shown on the page of the account. */
export const loader = loadManaged;

export async function action({ request, params: { handle = "" }, context }: ActionFunctionArgs) {
  const account = await getManagedBySender(context, "person.change-role", handle);
  const form = await parseForm(request, roleSchema);
  if (!form.ok) return data({ errors: form.errors }, 422);
  const { role } = form.value;
  const appointed = await appoint(context, account.id, role, context.now());
  if (!appointed.ok) return data({ role, errors: { role: explainManaging(appointed.reason) } }, 409);
  return redirect(`/moderation/people/${account.handle}?done=${appointed.changed ? "role" : "same"}`, 303);
}

export default function ChangeRole() {
  return <AccountPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
