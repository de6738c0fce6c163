import { parseCookie, stringifySetCookie } from "cookie";
import { SESSION_LIFE_S } from "./account.schema";

/** Under https the name itself keeps a neighbouring host from setting it (RFC 6265bis, 4.1.3.2). */
const nameFor = (siteUrl: string) => (siteUrl.startsWith("https:") ? "__Host-session" : "session");

/** The secret that a visitor's cookies carry, if they do. */
export function readSessionCookie(header: string | undefined, siteUrl: string): string | null {
  if (!header) return null;
  const secret = parseCookie(header)[nameFor(siteUrl)];
  return secret && /^[0-9a-f]{48}$/.test(secret) ? secret : null;
}

const setCookie = (siteUrl: string, value: string, maxAge: number) =>
  stringifySetCookie({
    ...{ name: nameFor(siteUrl), value, maxAge, path: "/" },
    httpOnly: true,
    sameSite: "lax",
    secure: siteUrl.startsWith("https:"),
  });

export const sessionCookie = (siteUrl: string, secret: string) => setCookie(siteUrl, secret, SESSION_LIFE_S);
export const noSessionCookie = (siteUrl: string) => setCookie(siteUrl, "", 0);
