import { type ActionFunctionArgs, redirect } from "@remix-run/node";
import { endSession } from "~/accounts/session/session.server";
import { signedOutHeaders } from "~/accounts/session/session-cookie";

/** Signed out twice, or after the session ended by itself, is signed out too. */
export async function action({ context }: ActionFunctionArgs) {
  const { db, viewer, siteUrl } = context;
  if (viewer.kind === "person") await endSession(db, viewer.accountId, viewer.sessionId);
  return redirect("/", { status: 303, headers: signedOutHeaders(siteUrl) });
}

export const loader = () => redirect("/");

/** Makes this a page, so that what goes wrong is answered with one. */
export default function SignOut() {
  return null;
}
