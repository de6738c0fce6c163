// What a browser is known again by when somebody signs in, also after signing out. It goes with no other page.

import { parseCookie, stringifySetCookie } from "cookie";
import { KNOWN_BROWSER_S } from "../account.schema";

/** The address that a password is sent to. */
const PATH = "/sign-in";

/** Under https a neighbouring host without it can't set it (RFC 6265bis, 4.1.3.1). */
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
