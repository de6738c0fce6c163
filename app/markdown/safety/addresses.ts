/** Where an address leads, as a browser would read it, whatever tricks it is written with. */
export interface Address {
  /** What to write into the page. */
  href: string;
  /** "here" is this page, "local" this site, "web" any other, "mail" a mailbox. */
  to: "here" | "local" | "web" | "mail";
}

const PLAIN_WEB = /^https?:\/\/[^\s\\]+$/;
const ABSOLUTE = /^(?:[a-z][a-z0-9+.-]*:|[/\\])/i;

/** As browsers do it: spaces and controls around an address, and tabs and line ends within it, are no part of it. */
const trimAddress = (written: string): string =>
  written.replace(/^[\0-\x20]+|[\0-\x20]+$/g, "").replace(/[\t\n\r]/g, "");

/** An address with its scheme in the one case that the sanitiser knows. A telephone begins a line, and so the
 *  address in it, with a capital. */
export const canonicalAddress = (written: string): string =>
  trimAddress(written).replace(/^[a-z][a-z0-9+.-]*:/i, (scheme) => scheme.toLowerCase());

/** Null for what may not stand in a page: other schemes, and paths relative to a page, since a text is shown on many. */
export function readAddress(written: string, site: URL): Address | null {
  const address = canonicalAddress(written);
  if (address.startsWith("#")) return { href: address, to: "here" };
  const url = ABSOLUTE.test(address) ? parseUrl(address, site) : null;
  if (url?.protocol === "mailto:") return { href: url.href, to: "mail" };
  if (url?.protocol !== "http:" && url?.protocol !== "https:") return null;
  // The host alone decides: a link that was written before the site had https is still to this site.
  if (url.host !== site.host) return { href: PLAIN_WEB.test(address) ? address : url.href, to: "web" };
  // Two slashes at the start of a path would name another host.
  return { href: url.pathname.replace(/^\/+/, "/") + url.search + url.hash, to: "local" };
}

/** Of the host and what stands with it, in bytes: DNS allows 253 letters, and what a script's take in UTF-8 is at most three times that. To
 *  parse a host of other letters than ASCII takes time with the square of its length: of 20,000, more than a second. */
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
