import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { revokeInvitation } from "~/accounts/joining/invitation-ends.server";
import { readRowId } from "~/platform/database/rows/row-id";
import type { PageHandle } from "../../page-handle";

export const handle: PageHandle = { act: "person.invite" };

/** Revokes an invitation. If it was used or revoked meanwhile, the list says so. */
export async function action({ params: { id = "" }, context }: ActionFunctionArgs) {
  const revoked = await context.db.write((tx) => revokeInvitation(tx, readRowId(id) ?? 0, context.now()));
  return redirect(`/moderation/invitations?done=${revoked ? "revoked" : "too-late"}`, 303);
}

export const loader = () => redirect("/moderation/invitations");

/** A default export makes this a page, so that errors are shown as pages. */
export default function Revoke() {
  return null;
}
