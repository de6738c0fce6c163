// The cookie that identifies a browser at sign-in, also after signing out. It is sent only to the sign-in
// page.

import { parseCookie, stringifySetCookie } from "cookie";
import { KNOWN_BROWSER_S } from "../account.schema";

/** The address to which passwords are sent. */
const PATH = "/sign-in";

/** Under https the __Secure- prefix keeps insecure hosts from setting the cookie (RFC 6265bis, section
 *  4.1.3.1). */
const nameFor = (siteUrl: string) => (siteUrl.startsWith("https:") ? "__Secure-browser" : "browser");

export function readKnownBrowserCookie(header: string | null, siteUrl: string): string | null {
  const secret = header ? parseCookie(header)[nameFor(siteUrl)] : undefined;
  return secret && /^[0-9a-f]{48}$/.test(secret) ? secret : null;
}

export const knownBrowserCookie = (siteUrl: string, secret: string) =>
  stringifySetCookie({
    ...{ name: nameFor(siteUrl), value: secret, maxAge: KNOWN_BROWSER_S, path: PATH },
    httpOnly: true,
    sameSite: "lax",
    secure: siteUrl.startsWith("https:"),
  });
