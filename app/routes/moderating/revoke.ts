import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { revokeInvitation } from "~/accounts/joining/invitation.server";
import { readRowId } from "~/platform/database/row-id";
import type { PageHandle } from "../page-handle";

export const handle: PageHandle = { act: "person.invite" };

/** Takes an invitation back. One that was used or taken back meanwhile is no longer among the open ones: that is said. */
export async function action({ params: { id = "" }, context }: ActionFunctionArgs) {
  const revoked = await context.db.write((tx) => revokeInvitation(tx, readRowId(id) ?? 0));
  return redirect(`/moderation/invitations?done=${revoked ? "revoked" : "too-late"}`, 303);
}

export const loader = () => redirect("/moderation/invitations");

/** Makes this a page, so that what goes wrong is answered with one. */
export default function Revoke() {
  return null;
}
