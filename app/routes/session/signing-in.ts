// The end of every way to sign in: a cookie, and back to where somebody came from.

import { type AppLoadContext, redirect } from "@remix-run/node";
import { deviceOf } from "~/accounts/session/device";
import { knownBrowserCookie, readKnownBrowserCookie } from "~/accounts/session/known-browser-cookie";
import { type Device, endSession } from "~/accounts/session/session.server";
import { sessionCookie } from "~/accounts/session/session-cookie";
import { newSecret } from "~/accounts/token.server";
import { tellScript } from "./script-answer";

export const readDevice = (
  request: Request,
  { clientAddress, siteUrl }: AppLoadContext,
): Required<Device> => ({
  device: deviceOf(request.headers.get("User-Agent")),
  address: clientAddress,
  browser: readKnownBrowserCookie(request.headers.get("Cookie"), siteUrl) ?? newSecret(),
});

/**
 * An address of this site that somebody may be led back to; the home page where it is none. As a browser would write it: what
 * was typed may have letters that no header takes.
 */
export function localPath(to: string | null | undefined): string {
  if (!to || !/^\/(?![/\\])/.test(to) || !URL.canParse(to, "http://here")) return "/";
  const { origin, pathname, search, hash } = new URL(to, "http://here");
  // "/.//evil.example" comes out of this with two slashes.
  return origin === "http://here" && !pathname.startsWith("//") ? pathname + search + hash : "/";
}

/** Back to where somebody came from, signed in. */
export async function leadIn(
  context: AppLoadContext,
  device: Required<Device>,
  secret: string,
  to: string,
): Promise<Response> {
  return redirect(localPath(to), { status: 303, headers: await beginHere(context, device, secret) });
}

/** The same for the script that asked, which goes there by itself. */
export async function tellWayIn(
  context: AppLoadContext,
  device: Required<Device>,
  secret: string,
  to: string,
): Promise<Response> {
  return tellScript({ to: localPath(to) }, await beginHere(context, device, secret));
}

/** Whoever was signed in here before is no longer: on one device there is one session. */
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
