// The cookie of a guest who is remembered.

import { REMEMBERED_S } from "~/comments/guests/guest.schema";
import { guestCookie, readGuestCookie } from "~/comments/guests/guest-cookies";
import type { BrowserMemory } from "~/flows/guests/guest-replies.server";
import type { Viewer } from "~/people/viewer";

/** The viewer, with the proof that a guest's browser has. Members have an account instead. */
export function withProof(viewer: Viewer, request: Request, siteUrl: string): Viewer {
  const proof = viewer.kind === "guest" ? readGuestCookie(request.headers.get("Cookie"), siteUrl) : null;
  return proof === null ? viewer : { kind: "guest", proof };
}

/** The headers with the cookie that is set or dropped, if any. */
export function rememberIn(headers: Headers, browser: BrowserMemory | null, siteUrl: string): void {
  if (browser === null) return;
  const cookie =
    browser === "forget" ? guestCookie(siteUrl, "", 0) : guestCookie(siteUrl, browser.remember, REMEMBERED_S);
  headers.append("Set-Cookie", cookie);
}
