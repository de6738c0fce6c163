// The fields of a post's file.

import { z } from "zod";
import { MAX_CLOSED_WORDS_CHARS, REPLIERS } from "~/posts/conversation/closing";
import { SLOW_MINUTES } from "~/posts/conversation/slow-mode";
import { postSchema } from "~/posts/post.schema";
import { contentDateIn } from "./content-date";
import { readFields, TEXT } from "./field-errors";
import { postPathsField } from "./former-addresses";

const given = z.unknown().optional();
const postFields = z.strictObject({
  ...{ title: given, slug: given, date: given, byline: given, "introduced by": given, tags: given },
  ...{ series: given, part: given, summary: given, language: given, licence: given, noindex: given },
  ...{ replies: given, "replies note": given, "slow mode": given, "stays open": given },
  ...{ "former addresses": given, source: given },
});

/** What the file says about replies, and where the post was before. */
const settingsSchema = z.object({
  "former addresses": postPathsField(),
  replies: z.enum(REPLIERS, { error: `should be one of ${REPLIERS.join(", ")}` }).default("everyone"),
  "replies note": z
    .string({ error: "should be a sentence for readers" })
    .trim()
    .max(MAX_CLOSED_WORDS_CHARS, `should be at most ${MAX_CLOSED_WORDS_CHARS} characters`)
    .default(""),
  "slow mode": z
    .enum(SLOW_MINUTES.map(String), { error: `should be minutes: one of ${SLOW_MINUTES.join(", ")}` })
    .default("0")
    .transform(Number),
  "stays open": z.enum(["true", "false"], { error: "should be true or false" }).default("false"),
});

/** Field names in files that differ from those in the post's schema. */
const FILE_FIELDS: Record<string, string> = {
  writers: "byline",
  presenters: "introduced by",
  source: TEXT,
};

/** Every field is validated, whatever is wrong with the others, so that one import reports all errors. */
export const postFileIn = (timeZone: string) =>
  postFields.transform(({ date, byline, "introduced by": presenters, ...rest }, context) => {
    const { replies, "replies note": note, "slow mode": slow, "stays open": open, ...others } = rest;
    const { "former addresses": former, ...post } = others;
    const at = readFields(contentDateIn(timeZone), date);
    const writers = byline;
    const read = readFields(postSchema, { ...post, writers, presenters: [presenters ?? []].flat() });
    const settings = readFields(settingsSchema, {
      ...{ replies, "replies note": note, "slow mode": slow, "stays open": open },
      "former addresses": former,
    });
    if (at.success && read.success && settings.success) {
      const { data } = settings;
      const closing = {
        ...{ repliesFrom: data.replies, closedWords: data["replies note"], slowMinutes: data["slow mode"] },
        ageRule: data["stays open"] === "true" ? "open" : "site",
      };
      return { ...read.data, date: at.data, closing, formerAddresses: data["former addresses"] };
    }
    const refuse = (path: PropertyKey[], message: string) =>
      context.issues.push({ code: "custom", input: post, path, message });
    if (!at.success) refuse(["date"], at.error.issues[0]?.message ?? "should be a date");
    for (const { path, message } of settings.error?.issues ?? []) refuse(path, message);
    for (const { path, message } of read.error?.issues ?? []) {
      const [field, ...rest] = path;
      refuse([FILE_FIELDS[String(field)] ?? field ?? TEXT, ...rest], message);
    }
    return z.NEVER;
  });

export type PostFile = z.infer<ReturnType<typeof postFileIn>>;
