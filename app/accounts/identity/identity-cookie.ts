// Binds a sign-in with another site to the browser that started it. Otherwise an attacker could make someone
// follow a callback link and sign them in as the attacker.

import { parseCookie, stringifySetCookie } from "cookie";

/** Under https the __Host- prefix keeps other hosts from setting the cookie (RFC 6265bis, section
 *  4.1.3.2). */
const nameFor = (siteUrl: string) => (siteUrl.startsWith("https:") ? "__Host-identity" : "identity");

export function readIdentityCookie(header: string | null, siteUrl: string): string | null {
  const secret = header ? parseCookie(header)[nameFor(siteUrl)] : undefined;
  return secret && /^[0-9a-f]{48}$/.test(secret) ? secret : null;
}

export const identityCookie = (siteUrl: string, secret: string, seconds: number) =>
  stringifySetCookie({
    ...{ name: nameFor(siteUrl), value: secret, maxAge: seconds, path: "/" },
    httpOnly: true,
    // Lax, because the redirect back from the provider is a cross-site navigation.
    sameSite: "lax",
    secure: siteUrl.startsWith("https:"),
  });
