import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endSession } from "~/accounts/session/session.server";
import { signedOutHeaders } from "~/accounts/session/session-cookie";

/** Idempotent: signing out again, or after the session expired, succeeds. */
export async function action({ context }: ActionFunctionArgs) {
  const { db, viewer, siteUrl } = context;
  if (viewer.kind === "person") await endSession(db, viewer.accountId, viewer.sessionId);
  return redirect("/", { status: 303, headers: signedOutHeaders(siteUrl) });
}

export const loader = () => redirect("/");

/** A default export makes this a page, so that errors are shown as pages. */
export default function SignOut() {
  return null;
}
