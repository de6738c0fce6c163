import { type ActionFunctionArgs, data, type MetaFunction, redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { setActive } from "~/accounts/account.server";
import type { PageHandle } from "../../page-handle";
import { passingHead } from "../../titles";
import { AccountPage } from "./account-page";
import { explainManaging, getManagedBySender, loadManaged } from "./managed";

export const handle: PageHandle = { act: "person.deactivate" };

export const meta: MetaFunction = (args) => passingHead(args, "Reactivate account");

export const loader = loadManaged;

export async function action({ params: { handle = "" }, context }: ActionFunctionArgs) {
  const account = await getManagedBySender(context, "person.deactivate", handle);
  const done = await context.db.write((tx) => setActive(tx, account.id, true, context.now()));
  if (!done.ok) return data({ errors: { form: explainManaging(done.reason) } }, 409);
  return redirect(`/moderation/people/${account.handle}?done=reactivated`, 303);
}

export default function Reactivate() {
  return <AccountPage {...useLoaderData<typeof loader>()} refused={useActionData<typeof action>()} />;
}
