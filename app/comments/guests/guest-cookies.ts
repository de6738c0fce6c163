// Cookies of guests. None can be read by a script.

import { parseCookie, stringifySetCookie } from "cookie";
import { ARRIVAL_S } from "../comment.schema";

/** The secret of the reply that was just posted, for the page that confirms it. The page's address can't have it, because it is
 *  in the browser's history and in what readers copy. */
const REPLY_SECRET = "reply-secret";

/** Makes the cookie for a reply. It ends when the confirmation does. */
export const replySecretCookie = (commentId: number, secret: string, siteUrl: string): string =>
  stringifySetCookie({
    ...{ name: REPLY_SECRET, value: `${commentId}-${secret}`, maxAge: ARRIVAL_S, path: "/posts" },
    ...{ httpOnly: true, sameSite: "lax" },
    secure: siteUrl.startsWith("https:"),
  });

/** Under https the __Host- prefix keeps other hosts from setting the cookie (RFC 6265bis, section 4.1.3.2). */
const nameFor = (siteUrl: string) => (siteUrl.startsWith("https:") ? "__Host-guest" : "guest");

/** The secret by which a guest's browser is recognised; null if it has none. */
export function readGuestCookie(header: string | null, siteUrl: string): string | null {
  const secret = parseCookie(header ?? "")[nameFor(siteUrl)];
  return secret && /^[0-9a-f]{48}$/.test(secret) ? secret : null;
}

/** Makes that cookie. It ends after `seconds`, or with null when the browser is closed; 0 drops it. */
export const guestCookie = (siteUrl: string, secret: string, seconds: number | null): string =>
  stringifySetCookie({
    ...{ name: nameFor(siteUrl), value: secret, path: "/", httpOnly: true, sameSite: "lax" },
    ...(seconds !== null && { maxAge: seconds }),
    secure: siteUrl.startsWith("https:"),
  });

/** The secret of this reply; null if the cookie is another's. */
export function readReplySecret(request: Request, commentId: number): string | null {
  const value = parseCookie(request.headers.get("Cookie") ?? "")[REPLY_SECRET] ?? "";
  const [, id, secret] = /^(\d+)-([0-9a-f]{48})$/.exec(value) ?? [];
  return secret !== undefined && id === String(commentId) ? secret : null;
}
