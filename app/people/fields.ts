// Form fields about people, with or without an account.

import { z } from "zod";
import { atMost, line } from "~/platform/http/body/typed-text";

export { atMost, line };

/** The longest path in RFC 5321. */
export const MAX_EMAIL_CHARS = 254;
export const MAX_SITE_CHARS = 300;

/** Whether a text has characters beyond ASCII. */
const isForeign = (text: string) => /[^\0-\x7f]/.test(text);

/** Converts an internationalised domain to its ASCII form (UTS 46, as browsers do): "anna@bücher.example"
 *  becomes "anna@xn--bcher-kva.example". */
export function withAsciiDomain(email: string): string {
  const [, local = "", domain = ""] = /^([^@]*)@([^\s@/?#:\\%[\]]+)$/.exec(email) ?? [];
  if (!isForeign(domain) || !URL.canParse(`https://${domain}`)) return email;
  return `${local}@${new URL(`https://${domain}`).hostname}`;
}

/** The form in which e-mail addresses are stored and compared. */
export const canonicalEmail = (email: string) => withAsciiDomain(email).toLowerCase();

/** An e-mail address; `missing` is the error for an empty field. */
export const emailField = (missing: string) =>
  line().pipe(
    z
      .string()
      .min(1, missing)
      // Checked first, because the checks below take time that grows with the square of the length.
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

/** A fediverse handle, such as "@anna@social.example". Mastodon has the profile at https://HOST/@NAME. */
const FEDIVERSE_HANDLE = /^@([\w.-]+)@([^\s@/?#:]+)$/;
/** "example.org:8080" looks like a scheme but is a host with a port. */
const WITH_SCHEME = /^[a-z][a-z0-9+.-]*:(?!\d{1,5}(?:[/?#]|$))/i;

/** Completes a web address that was typed without a scheme. */
function completeAddress(text: string): string {
  const [handle, name, host] = FEDIVERSE_HANDLE.exec(text) ?? [];
  if (handle) return `https://${host}/@${name}`;
  if (text === "") return text;
  // Phone keyboards capitalise the start of a field.
  return WITH_SCHEME.test(text)
    ? text.replace(/^https?:/i, (scheme) => scheme.toLowerCase())
    : `https://${text}`;
}

/** Whether a text is an http or https address with a domain name, as browsers parse it. */
const isWebAddress = (text: string) =>
  URL.canParse(text) &&
  /^https?:$/.test(new URL(text).protocol) &&
  z.regexes.domain.test(new URL(text).hostname);

/** "https://anna@example.org", which an e-mail address becomes, has user information. */
const hasUser = (text: string) => URL.canParse(text) && new URL(text).username !== "";

/** A person's website; "" if they have none. */
export const siteField = () =>
  line()
    // Checked first, because URL parsing takes time that grows with the square of the length.
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
