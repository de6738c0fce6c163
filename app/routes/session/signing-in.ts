// The end of every sign-in: the cookie, and the redirect back.

import { type AppLoadContext, redirect } from "@remix-run/node";
import { deviceOf } from "~/accounts/session/device";
import { knownBrowserCookie, readKnownBrowserCookie } from "~/accounts/session/known-browser-cookie";
import { type Device, endSession } from "~/accounts/session/session.server";
import { sessionCookie } from "~/accounts/session/session-cookie";
import { newSecret } from "~/accounts/token.server";
import { jsonAnswer } from "./script-answer";

export const readDevice = (
  request: Request,
  { clientAddress, siteUrl }: AppLoadContext,
): Required<Device> => ({
  device: deviceOf(request.headers.get("User-Agent")),
  address: clientAddress,
  browser: readKnownBrowserCookie(request.headers.get("Cookie"), siteUrl) ?? newSecret(),
});

/** A safe path of this site to return to; "/" if `to` isn't one. Percent-encoded as browsers do, because
 *  typed letters may not be valid in a header. */
export function localPath(to: string | null | undefined): string {
  if (!to || !/^\/(?![/\\])/.test(to) || !URL.canParse(to, "http://here")) return "/";
  const { origin, pathname, search, hash } = new URL(to, "http://here");
  // "/.//evil.example" would become a path with two slashes.
  return origin === "http://here" && !pathname.startsWith("//") ? pathname + search + hash : "/";
}

/** Signs in and redirects back. */
export async function redirectSignedIn(
  context: AppLoadContext,
  device: Required<Device>,
  secret: string,
  to: string,
): Promise<Response> {
  return redirect(localPath(to), { status: 303, headers: await beginHere(context, device, secret) });
}

/** The same for the script, which navigates itself. */
export async function answerSignedIn(
  context: AppLoadContext,
  device: Required<Device>,
  secret: string,
  to: string,
): Promise<Response> {
  return jsonAnswer({ to: localPath(to) }, await beginHere(context, device, secret));
}

/** Ends the previous session, because a browser has only one. */
async function beginHere(
  { db, viewer, siteUrl }: AppLoadContext,
  { browser }: Required<Device>,
  secret: string,
): Promise<Headers> {
  if (viewer.kind === "person") await endSession(db, viewer.accountId, viewer.sessionId);
  const headers = new Headers({ "Set-Cookie": sessionCookie(siteUrl, secret) });
  headers.append("Set-Cookie", knownBrowserCookie(siteUrl, browser));
  return headers;
}
