// Blocked domains, each with its subdomains.

import { domainToUnicode } from "node:url";
import { z } from "zod";
import { MAX_DOMAIN_CHARS } from "./block";

/** The host of an address in lower case and ASCII, without a final dot, which leads to the same host; null if it has
 *  none. */
export function hostOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  return new URL(address).hostname.replace(/\.+$/, "") || null;
}

/** The domain in what a moderator types: "example.org", "*.example.org" or an address on it. Null if there is none. */
export function readDomain(typed: string): string | null {
  const bare = typed.trim().replace(/^\*\./, "");
  const host = hostOf(/^https?:\/\//i.test(bare) ? bare : `http://${bare}`)?.replace(/^www\./, "");
  return host && host.length <= MAX_DOMAIN_CHARS && z.regexes.domain.test(host) ? host : null;
}

/** Whether a host is the domain or below it. */
export const isWithin = (host: string, domain: string): boolean =>
  host === domain || host.endsWith(`.${domain}`);

/** A domain for moderators: in its own letters too, if it has others than ASCII. Letters that look alike are told apart by
 *  the ASCII form. */
export function nameDomain(domain: string): string {
  const shown = domainToUnicode(domain);
  return shown === "" || shown === domain ? domain : `${domain} (${shown})`;
}
