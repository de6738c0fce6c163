// Which browser somebody went to another site with. What comes back to another browser is not believed: somebody may have
// been made to follow a stranger's link, and would be signed in as that stranger.

import { parseCookie, stringifySetCookie } from "cookie";

/** Under https the name itself keeps a neighbouring host from setting it (RFC 6265bis, 4.1.3.2). */
const nameFor = (siteUrl: string) => (siteUrl.startsWith("https:") ? "__Host-identity" : "identity");

export function readIdentityCookie(header: string | null, siteUrl: string): string | null {
  const secret = header ? parseCookie(header)[nameFor(siteUrl)] : undefined;
  return secret && /^[0-9a-f]{48}$/.test(secret) ? secret : null;
}

export const identityCookie = (siteUrl: string, secret: string, seconds: number) =>
  stringifySetCookie({
    ...{ name: nameFor(siteUrl), value: secret, maxAge: seconds, path: "/" },
    httpOnly: true,
    // Lax: coming back from the other site is following a link.
    sameSite: "lax",
    secure: siteUrl.startsWith("https:"),
  });
