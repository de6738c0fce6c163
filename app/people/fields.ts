// What people say of themselves in forms, whether or not they have an account.

import { z } from "zod";
import { atMost, line } from "~/platform/http/typed-text";

export { atMost, line };

/** RFC 5321's longest path. */
export const MAX_EMAIL_CHARS = 254;
export const MAX_SITE_CHARS = 300;

/** An e-mail address. `missing` is said where there is none. */
export const emailField = (missing: string) =>
  line().pipe(
    z
      .string()
      .min(1, missing)
      .max(MAX_EMAIL_CHARS, atMost(MAX_EMAIL_CHARS))
      .pipe(z.email("This does not look like an e-mail address, such as you@example.org.")),
  );

/** A page on the web at a name, as a browser would read it. */
const isWebAddress = (text: string) =>
  URL.canParse(text) &&
  /^https?:$/.test(new URL(text).protocol) &&
  z.regexes.domain.test(new URL(text).hostname);

/** Somebody's own page; "" where they have none. */
export const siteField = () =>
  line()
    .transform((text) => (text === "" || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`))
    .refine((text) => text === "" || isWebAddress(text), {
      error: "This does not look like a web address, such as https://example.org. You may leave it empty.",
      abort: true,
    })
    .refine((text) => text.length <= MAX_SITE_CHARS, atMost(MAX_SITE_CHARS))
    .default("");
