// The form of a series: its text, the numbers of its posts, and parts announced before they exist.

import { z } from "zod";
import { trimSource } from "~/markdown/source";
import { isVisible } from "~/markdown/visible";
import { atMost, line, lines } from "~/platform/http/body/typed-text";
import { slugFromName } from "~/posts/address/slug-from-name";
import { MAX_PART, MAX_SLUG_CHARS, MAX_TITLE_CHARS } from "~/posts/post.schema";
import type { AnnouncedPart } from "../series";
import { MAX_INTRO_CHARS, SERIES_STATUSES } from "../series.schema";

/** /series/new begins a series. */
const RESERVED = ["new"];
/** A few words, such as "in May". */
export const MAX_EXPECTED_CHARS = 60;
/** Nobody plans further ahead in public. */
export const MAX_ANNOUNCED = 50;

const textFields = z
  .object({
    title: line().pipe(
      z
        .string()
        .refine(isVisible, "Enter the title of the series, such as Notes on practice.")
        .max(MAX_TITLE_CHARS, atMost(MAX_TITLE_CHARS)),
    ),
    slug: line().transform((slug) => slug.toLowerCase()),
    status: z.enum(SERIES_STATUSES, { error: "Choose one of the options." }),
    intro: lines()
      .transform(trimSource)
      .pipe(z.string().max(MAX_INTRO_CHARS, atMost(MAX_INTRO_CHARS))),
  })
  .transform((text) => ({ ...text, slug: text.slug || slugFromName(text.title, MAX_SLUG_CHARS) }))
  .superRefine(({ slug }, context) => {
    const refuse = (message: string) => context.addIssue({ code: "custom", path: ["slug"], message });
    if (slug === "") refuse("Enter an address in Latin letters, such as notes-on-practice.");
    else if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))
      refuse("Use only the letters a to z, digits and single hyphens, such as notes-on-practice.");
    else if (slug.length > MAX_SLUG_CHARS) refuse(atMost(MAX_SLUG_CHARS));
    else if (RESERVED.includes(slug)) refuse("This address is reserved for the site. Choose another.");
  });

export type SeriesText = z.infer<typeof textFields>;

export interface SeriesForm {
  text: SeriesText;
  /** Numbers of posts by id. */
  parts: Map<number, number>;
  announced: AnnouncedPart[];
}

export type ReadSeriesForm = { ok: true; value: SeriesForm } | { ok: false; errors: Record<string, string> };

/** Field names of a row: of a post by its id, of an announced part by its place in the form. */
export const partField = (postId: number) => `part-${postId}`;
export const announcedFields = (row: number | string) => ({
  part: `announced-${row}`,
  title: `announced-title-${row}`,
  expected: `announced-when-${row}`,
});

/** Reads the form. An announced part with all its fields empty is left out. */
export function readSeriesForm(values: Record<string, string>): ReadSeriesForm {
  const errors: Record<string, string> = {};
  const text = textFields.safeParse(values);
  for (const { path, message } of text.error?.issues ?? []) errors[String(path[0])] ??= message;

  const parts = new Map<number, number>();
  for (const [name, typed] of Object.entries(values)) {
    const id = /^part-(\d{1,10})$/.exec(name)?.[1];
    if (id !== undefined)
      takeNumber(errors, name, typed, [...parts.values()], (part) => parts.set(Number(id), part));
  }
  const announced: AnnouncedPart[] = [];
  for (const row of announcedRows(values)) {
    const fields = announcedFields(row);
    const title = line().parse(values[fields.title]);
    const expected = line().parse(values[fields.expected]);
    if (title.length > MAX_TITLE_CHARS) errors[fields.title] = atMost(MAX_TITLE_CHARS);
    if (expected.length > MAX_EXPECTED_CHARS) errors[fields.expected] = atMost(MAX_EXPECTED_CHARS);
    const typed = values[fields.part] ?? "";
    if (typed.trim() === "" && title === "" && expected === "") continue;
    const taken = announced.map(({ part }) => part);
    takeNumber(errors, fields.part, typed, taken, (part) => announced.push({ part, title, expected }));
    if (announced.length > MAX_ANNOUNCED) errors[fields.part] = `Announce at most ${MAX_ANNOUNCED} parts.`;
  }
  if (!text.success || Object.keys(errors).length > 0) return { ok: false, errors };
  return { ok: true, value: { text: text.data, parts, announced } };
}

/** The rows of announced parts in a form, in its order. */
export const announcedRows = (values: Record<string, string>): string[] =>
  Object.keys(values).flatMap((name) => /^announced-(\d{1,3})$/.exec(name)?.[1] ?? []);

/** Passes on the number of a part, or notes what is wrong with it. */
function takeNumber(
  errors: Record<string, string>,
  field: string,
  typed: string,
  taken: number[],
  take: (part: number) => void,
) {
  const part = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  if (part < 1) errors[field] = `Enter a number from 1 to ${MAX_PART}, such as 3.`;
  else if (taken.includes(part)) errors[field] = explainTwice(part);
  else take(part);
}

export const explainTwice = (part: number) => `Another part has the number ${part}. Choose a different one.`;
