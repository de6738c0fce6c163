// What people say of themselves in forms, whether or not they have an account.

import { z } from "zod";
import { atMost, line } from "~/platform/http/typed-text";

export { atMost, line };

/** RFC 5321's longest path. */
export const MAX_EMAIL_CHARS = 254;
export const MAX_SITE_CHARS = 300;

/** Whether a text has letters, or anything else, beyond those of ASCII. */
const isForeign = (text: string) => /[^\0-\x7f]/.test(text);

/** An address whose domain is as DNS knows it: "anna@bücher.example" is "anna@xn--bcher-kva.example" (UTS 46, as in browsers). */
export function withAsciiDomain(email: string): string {
  const [, local = "", domain = ""] = /^([^@]*)@([^\s@/?#:\\%[\]]+)$/.exec(email) ?? [];
  if (!isForeign(domain) || !URL.canParse(`https://${domain}`)) return email;
  return `${local}@${new URL(`https://${domain}`).hostname}`;
}

/** An address in the one form in which it is kept and compared. */
export const canonicalEmail = (email: string) => withAsciiDomain(email).toLowerCase();

/** An e-mail address. `missing` is said where there is none. */
export const emailField = (missing: string) =>
  line().pipe(
    z
      .string()
      .min(1, missing)
      // First, since what follows takes longer with the square of the length.
      .max(MAX_EMAIL_CHARS, atMost(MAX_EMAIL_CHARS))
      .transform(withAsciiDomain)
      .refine((email) => !/^[^@]*[^\0-\x7f][^@]*@/.test(email), {
        error:
          "Use only the letters a to z, digits and signs before the @, for example anna@example.org. Many mail servers don’t accept other letters there.",
        abort: true,
      })
      .pipe(
        z
          .string()
          .max(MAX_EMAIL_CHARS, atMost(MAX_EMAIL_CHARS))
          .pipe(z.email("This doesn’t look like an e-mail address. Example: you@example.org.")),
      ),
  );

/** "@anna@social.example", as people of the fediverse are called: their page is there, at Mastodon's address for it. */
const FEDIVERSE_HANDLE = /^@([\w.-]+)@([^\s@/?#:]+)$/;
/** "example.org:8080" begins like a scheme, and is a host and its port. */
const WITH_SCHEME = /^[a-z][a-z0-9+.-]*:(?!\d{1,5}(?:[/?#]|$))/i;

/** A web address as it was meant. */
function completeAddress(text: string): string {
  const [handle, name, host] = FEDIVERSE_HANDLE.exec(text) ?? [];
  if (handle) return `https://${host}/@${name}`;
  if (text === "") return text;
  // Telephones begin a field with a capital.
  return WITH_SCHEME.test(text)
    ? text.replace(/^https?:/i, (scheme) => scheme.toLowerCase())
    : `https://${text}`;
}

/** A page on the web at a name, as a browser would read it. */
const isWebAddress = (text: string) =>
  URL.canParse(text) &&
  /^https?:$/.test(new URL(text).protocol) &&
  z.regexes.domain.test(new URL(text).hostname);

/** "anna@example.org", which a browser would read as "example.org" with a name to sign in by. */
const hasUser = (text: string) => URL.canParse(text) && new URL(text).username !== "";

/** Somebody's own page; "" where they have none. */
export const siteField = () =>
  line()
    // First, since a browser's reading of an address takes longer with the square of the length.
    .refine((text) => text.length <= MAX_SITE_CHARS, atMost(MAX_SITE_CHARS))
    .transform(completeAddress)
    .refine((text) => !hasUser(text), {
      error:
        "This looks like an e-mail address, and it would be public. Enter a web address, for example https://example.org, or leave this empty.",
      abort: true,
    })
    .refine((text) => text === "" || isWebAddress(text), {
      error: "This doesn’t look like a web address. Example: https://example.org. You can leave this empty.",
      abort: true,
    })
    .refine((text) => text.length <= MAX_SITE_CHARS, atMost(MAX_SITE_CHARS))
    .default("");
