import { parseCookie, stringifySetCookie } from "cookie";
import { SESSION_LIFE_S } from "../account.schema";

/** Under https the __Host- prefix keeps other hosts from setting the cookie (RFC 6265bis, section
 *  4.1.3.2). */
const nameFor = (siteUrl: string) => (siteUrl.startsWith("https:") ? "__Host-session" : "session");

/** The session secret in a Cookie header; null if there is none. */
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

/** How long a browser keeps the note that it was signed out: enough for the next page over a slow
 *  connection. */
export const SIGNED_OUT_S = 60;

/** Ends the session in a browser, and tells the reading script to delete the person's drafts on this
 *  device. */
export function signedOutHeaders(siteUrl: string): Headers {
  const headers = new Headers();
  headers.append("Set-Cookie", setCookie(siteUrl, "", 0));
  headers.append(
    "Set-Cookie",
    stringifySetCookie({
      ...{ name: "signed-out", value: "1", maxAge: SIGNED_OUT_S, path: "/", sameSite: "lax" },
      secure: siteUrl.startsWith("https:"),
    }),
  );
  return headers;
}
