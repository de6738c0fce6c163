import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { isVisible } from "~/markdown/visible";
import { atMost, line, lines } from "~/platform/http/body/typed-text";
import { LICENCE_CODES } from "./licence";

export const MAX_SITE_NAME_CHARS = 60;
export const MAX_TAGLINE_CHARS = 160;
/** House rules are read before joining, and nobody reads longer ones. */
export const MAX_RULES_CHARS = 8_000;
/** Who may create an account: everyone, or people with an invitation. */
export const JOININGS = ["open", "invited"] as const;
/** Roles that a person who joins without an invitation may get. An administrator grants the others
 *  (people/roles.ts). */
export const NEW_ROLES = ["reader", "contributor", "author"] as const;
/** Which responses wait for a moderator; "suspected" are those that look like spam. Each includes those before it. */
export const HOLDINGS = ["nobody", "suspected", "newcomers", "guests", "everyone"] as const;
/** A line by a form; more belongs into the house rules. */
export const MAX_REMINDER_CHARS = 200;
/** Ten years; a larger number is a slip of the pen. */
export const MAX_CLOSE_AFTER_DAYS = 3_650;
const DAYS_MESSAGE = `should be a number of days from 0, for never, to ${MAX_CLOSE_AFTER_DAYS}`;
/** The home page shows the whole about text, so it must be short. */
export const MAX_ABOUT_CHARS = 4_000;

export const isTimeZone = (name: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
};

/** Well-formed tags such as "englisch" are rejected: Intl must know a name for the language. */
const isLanguage = (tag: string) => {
  try {
    return new Intl.DisplayNames("en", { type: "language", fallback: "none" }).of(tag) !== undefined;
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

const source = (limit: number) =>
  z
    .string()
    .transform(trimSource)
    .pipe(z.string().max(limit, `should be at most ${limit} characters`))
    .default("");

export const languageSchema = z
  .string({ error: "should be a language, such as en or fr-CA" })
  .refine(isLanguage, "should be a language, such as en or fr-CA");

export const siteSchema = z.object({
  name: words(MAX_SITE_NAME_CHARS).default("Longtable"),
  tagline: words(MAX_TAGLINE_CHARS).default("Reflective writing, and the conversation it starts"),
  about: source(MAX_ABOUT_CHARS),
  language: languageSchema.default("en"),
  timeZone: z.string().refine(isTimeZone, "should be a time zone, such as Europe/London").default("UTC"),
  rules: source(MAX_RULES_CHARS),
  joining: z.enum(JOININGS, { error: `should be one of ${JOININGS.join(", ")}` }).default("open"),
  newRole: z.enum(NEW_ROLES, { error: `should be one of ${NEW_ROLES.join(", ")}` }).default("reader"),
  licence: z
    .enum(["", ...LICENCE_CODES], { error: `should be one of ${LICENCE_CODES.join(", ")}` })
    .default(""),
  holding: z.enum(HOLDINGS, { error: `should be one of ${HOLDINGS.join(", ")}` }).default("suspected"),
  withoutAccount: z.enum(["no", "yes"], { error: "should be no or yes" }).default("no"),
  picturesInResponses: z.enum(["no", "yes"], { error: "should be no or yes" }).default("no"),
  aiCrawlersAway: z.enum(["no", "yes"], { error: "should be no or yes" }).default("no"),
  reminder: z
    .string({ error: "should be text" })
    .trim()
    .max(MAX_REMINDER_CHARS, `should be at most ${MAX_REMINDER_CHARS} characters`)
    .default(""),
  closeAfterDays: z
    .number({ error: DAYS_MESSAGE })
    .int(DAYS_MESSAGE)
    .min(0, DAYS_MESSAGE)
    .max(MAX_CLOSE_AFTER_DAYS, DAYS_MESSAGE)
    .default(0),
});

const shownLine = (limit: number, missing: string) =>
  line().pipe(z.string().refine(isVisible, missing).max(limit, atMost(limit)));

const text = (limit: number) =>
  lines()
    .transform(trimSource)
    .pipe(z.string().max(limit, atMost(limit)));

/** The settings form of the administration. */
export const settingsForm = z.object({
  name: shownLine(MAX_SITE_NAME_CHARS, "Enter a name for the site."),
  tagline: shownLine(MAX_TAGLINE_CHARS, "Enter a tagline, such as: Reflective writing from our library."),
  about: text(MAX_ABOUT_CHARS),
  language: line()
    .refine(isLanguage, {
      error: "Enter a language code, such as en, en-GB or fr-CA.",
      abort: true,
    })
    .transform((tag) => Intl.getCanonicalLocales(tag)[0] ?? tag),
  timeZone: line().refine(isTimeZone, "Choose one of the options."),
  rules: text(MAX_RULES_CHARS),
  joining: z.enum(JOININGS, { error: "Choose one of the options." }),
  newRole: z.enum(NEW_ROLES, { error: "Choose one of the options." }),
  licence: z.enum(["", ...LICENCE_CODES], { error: "Choose one of the options." }),
  holding: z.enum(HOLDINGS, { error: "Choose one of the options." }),
  withoutAccount: z.enum(["no", "yes"], { error: "Choose one of the options." }),
  picturesInResponses: z.enum(["no", "yes"], { error: "Choose one of the options." }),
  aiCrawlersAway: z.enum(["no", "yes"], { error: "Choose one of the options." }),
  reminder: line().pipe(z.string().max(MAX_REMINDER_CHARS, atMost(MAX_REMINDER_CHARS))),
  closeAfterDays: line()
    .transform((typed) => (typed === "" ? 0 : /^\d{1,4}$/.test(typed) ? Number(typed) : -1))
    .refine((days) => days >= 0 && days <= MAX_CLOSE_AFTER_DAYS, {
      error: `Enter a number of days up to ${MAX_CLOSE_AFTER_DAYS}, such as 90, or leave this empty.`,
    }),
});

export type Joining = (typeof JOININGS)[number];
export type Holding = (typeof HOLDINGS)[number];
export type NewRole = (typeof NEW_ROLES)[number];
export type SiteInput = z.infer<typeof siteSchema>;
