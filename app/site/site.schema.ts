import { z } from "zod";

export const MAX_SITE_NAME_CHARS = 60;
export const MAX_TAGLINE_CHARS = 160;
/** House rules are read before joining: what is longer is not read. */
export const MAX_RULES_CHARS = 8_000;
/** Who may join. */
export const JOININGS = ["open", "invited"] as const;
/** What somebody may be who joins without an invitation. (The other roles are given by name: people/roles.ts.) */
export const NEW_ROLES = ["reader", "contributor", "author"] as const;
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
  rules: z
    .string()
    .trim()
    .max(MAX_RULES_CHARS, `should be at most ${MAX_RULES_CHARS} characters`)
    .default(""),
  joining: z.enum(JOININGS, { error: `should be one of ${JOININGS.join(", ")}` }).default("open"),
  newRole: z.enum(NEW_ROLES, { error: `should be one of ${NEW_ROLES.join(", ")}` }).default("reader"),
});

export type Joining = (typeof JOININGS)[number];
export type NewRole = (typeof NEW_ROLES)[number];
export type SiteInput = z.infer<typeof siteSchema>;
