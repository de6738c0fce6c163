/** A URL parsed as browsers parse it, including obfuscated forms. */
export interface Address {
  /** The value for the HTML attribute. */
  href: string;
  /** "here": this page; "local": this site; "web": another site; "mail": an e-mail address. */
  to: "here" | "local" | "web" | "mail";
}

const PLAIN_WEB = /^https?:\/\/[^\s\\]+$/;
const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:|[/\\])/i;

/** As in the WHATWG URL standard: leading and trailing spaces and control characters, and tabs and line
 *  breaks anywhere, are ignored. */
const trimAddress = (written: string): string =>
  written.replace(/^[\0-\x20]+|[\0-\x20]+$/g, "").replace(/[\t\n\r]/g, "");

/** Lowercases the scheme, which the sanitiser compares case-sensitively. Phone keyboards capitalise the start
 *  of a line, so `Https://…` is common. */
export const canonicalAddress = (written: string): string =>
  trimAddress(written).replace(/^[a-z][a-z0-9+.-]*:/i, (scheme) => scheme.toLowerCase());

/** Returns null for addresses that are not allowed: other schemes, and relative paths, because a text is
 *  shown on several pages. */
export function readAddress(written: string, site: URL): Address | null {
  const address = canonicalAddress(written);
  if (address.startsWith("#")) return { href: address, to: "here" };
  const url = ABSOLUTE.test(address) ? parseUrl(address, site) : null;
  if (url?.protocol === "mailto:") return { href: url.href, to: "mail" };
  if (url?.protocol !== "http:" && url?.protocol !== "https:") return null;
  // Only the host is compared: a link from before the site had https is still local.
  if (url.host !== site.host) return { href: PLAIN_WEB.test(address) ? address : url.href, to: "web" };
  // A path that starts with two slashes would be read as another host.
  return { href: url.pathname.replace(/^\/+/, "/") + url.search + url.hash, to: "local" };
}

/** Limit for the authority part. DNS allows 253 characters, and UTF-8 takes at most three bytes for each.
 *  Parsing a non-ASCII host takes time that grows with the square of its length: 20,000 characters take more
 *  than a second. */
const MAX_HOST_BYTES = 3 * 253;
const HOST = /^(?:https?:[/\\]*|[/\\]{2,})([^/\\?#]*)/;

const isHostTooLong = (address: string): boolean =>
  (HOST.exec(address)?.[1] ?? "").replace(/%[0-9a-f]{2}/gi, "x").length > MAX_HOST_BYTES;

function parseUrl(written: string, base: URL): URL | null {
  if (isHostTooLong(written)) return null;
  try {
    return new URL(written, base);
  } catch {
    return null;
  }
}
