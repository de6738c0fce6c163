import { z } from "zod";

export const MAX_SITE_NAME_CHARS = 60;
export const MAX_TAGLINE_CHARS = 160;
/** A short word on what this place is: the home page carries all of it. */
export const MAX_ABOUT_CHARS = 4_000;

const isTimeZone = (name: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
};

const isLanguage = (tag: string) => {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
};

const words = (limit: number) =>
  z
    .string({ error: "should be text" })
    .trim()
    .min(1, "should not be empty")
    .max(limit, `should be at most ${limit} characters`);

export const siteSchema = z.object({
  name: words(MAX_SITE_NAME_CHARS).default("Longtable"),
  tagline: words(MAX_TAGLINE_CHARS).default("Reflective writing, and the conversation it starts"),
  about: z
    .string()
    .trim()
    .max(MAX_ABOUT_CHARS, `should be at most ${MAX_ABOUT_CHARS} characters`)
    .default(""),
  language: z.string().refine(isLanguage, "should be a language, such as en or fr-CA").default("en"),
  timeZone: z.string().refine(isTimeZone, "should be a time zone, such as Europe/London").default("UTC"),
});

export type SiteInput = z.infer<typeof siteSchema>;
