// What a draft lacks to become a post.

import { MAX_SOURCE_CHARS } from "~/markdown/limits";
import { isVisible } from "~/markdown/visible";
import { slugFromName } from "~/posts/address/slug-from-name";
import {
  MAX_PART,
  MAX_SLUG_CHARS,
  MAX_SUMMARY_CHARS,
  MAX_TAG_CHARS,
  MAX_TAGS,
  MAX_TITLE_CHARS,
  MAX_WRITERS,
  type PostInput,
  postSchema,
} from "~/posts/post.schema";
import { type DraftText, splitHandles, splitList } from "../draft";

/** The errors by field of the editor's form, as sentences. */
export type DraftErrors = Record<string, string>;
export type PostOfDraft = { ok: true; input: PostInput } | { ok: false; errors: DraftErrors };

/** The slug of a post or a page as typed, or one made from its title; "" if that has no Latin letters and digits. */
export const slugOf = ({ title, details }: DraftText): string =>
  details.slug.trim() || slugFromName(title, MAX_SLUG_CHARS);

/** Reads a draft as a post by `owner`, unless it names other writers. */
export function readPost(text: DraftText, owner: string | undefined): PostOfDraft {
  const { title, source, details } = text;
  const writers = splitHandles(details.writers);
  const read = postSchema.safeParse({
    ...{ title, source, slug: slugOf(text), summary: details.summary, tags: splitList(details.tags) },
    writers: writers.length > 0 || !owner ? writers : [owner],
    presenters: splitHandles(details.presenters),
    ...(details.series && { series: details.series }),
    ...(details.part.trim() && { part: Number(details.part) }),
    ...(details.language.trim() && { language: details.language.trim() }),
    ...(details.licence && { licence: details.licence }),
    ...(details.noindex && { noindex: details.noindex }),
  });
  if (read.success) return { ok: true, input: read.data };
  return { ok: false, errors: explainIssues(read.error.issues, text, EXPLAIN) };
}

type Explain = Record<string, (text: DraftText, index: PropertyKey | undefined) => string>;

/** What is wrong with each field, as sentences by the names of the form's fields. */
export function explainIssues(
  issues: { path: PropertyKey[]; message: string }[],
  text: DraftText,
  explain: Explain,
): DraftErrors {
  const errors: DraftErrors = {};
  for (const { path, message } of issues) {
    const name = String(path[0]);
    errors[FIELDS[name] ?? name] ??= explain[name]?.(text, path[1]) ?? `This ${message}.`;
  }
  // Without a title, there is none to make an address of.
  if (errors.title && !isVisible(text.title) && !text.details.slug.trim()) delete errors.slug;
  return errors;
}

/** Fields that the form calls otherwise. */
const FIELDS: Record<string, string> = { source: "body" };

const count = (number: number) => number.toLocaleString("en");
/** "1 character", "2,000 characters" */
export const characters = (number: number) => `${count(number)} ${number === 1 ? "character" : "characters"}`;

const shorten = (what: string, typed: string, limit: number) =>
  `Please shorten the ${what} to ${count(limit)} characters. It has ${count(typed.trim().length)}.`;

/** A wrong part of a byline: one of its handles, or their number. */
const explainByline = (typed: string, index: PropertyKey | undefined) => {
  const handles = splitHandles(typed);
  return typeof index === "number"
    ? `“${handles[index]}” isn’t a handle: it has lower-case letters from a to z, digits and hyphens, for example maren-lind.`
    : `Please name ${MAX_WRITERS} people at most. There are ${count(handles.length)}.`;
};

/** Explain the fields that posts and pages have. */
export const EXPLAIN_COMMON = {
  title: ({ title }: DraftText) =>
    title.trim().length > MAX_TITLE_CHARS
      ? shorten("title", title, MAX_TITLE_CHARS)
      : "Please enter a title.",
  slug({ details: { slug } }: DraftText) {
    if (!slug.trim())
      return "Please enter an address: the title has no letters from a to z, or digits, to make one of.";
    return /^[a-z0-9-]+$/.test(slug.trim()) && slug.trim().length > MAX_SLUG_CHARS
      ? shorten("address", slug, MAX_SLUG_CHARS)
      : "Use lower-case letters from a to z, digits and hyphens in the address, for example who-is-not-in-the-room.";
  },
  language: ({ details }: DraftText) =>
    `No language has the code “${details.language.trim()}”. Enter one such as fr or en-GB, or leave the field empty.`,
};

/** Explain what is wrong with a field, or with the part of it at `index`, for its writer. */
const EXPLAIN: Explain = {
  ...EXPLAIN_COMMON,
  source: ({ source }) =>
    source.trim()
      ? `Please shorten the text by ${characters(source.trim().length - MAX_SOURCE_CHARS)}, or publish it in parts, as a series. A post can have ${characters(MAX_SOURCE_CHARS)}.`
      : "Please write a text.",
  summary: ({ details }) => shorten("summary", details.summary, MAX_SUMMARY_CHARS),
  tags({ details }, index) {
    const tags = splitList(details.tags);
    if (typeof index !== "number")
      return `Please choose ${MAX_TAGS} tags at most. There are ${count(tags.length)}.`;
    const tag = tags[index] ?? "";
    return tag.length > MAX_TAG_CHARS
      ? `Please shorten the tag “${tag.slice(0, 20)}…”. A tag can have ${MAX_TAG_CHARS} characters.`
      : `The tag “${tag}” needs a letter or a digit, of which its address is made.`;
  },
  writers: ({ details }, index) => explainByline(details.writers, index),
  presenters: ({ details }, index) => explainByline(details.presenters, index),
  series: () => "Please choose one of the series in the list.",
  part: ({ details }) =>
    details.series
      ? `Please enter the number of this part, from 1 to ${MAX_PART}.`
      : "Please choose the series that this is a part of, or remove the number.",
  licence: () => "Please choose one of the licences in the list.",
  noindex: () => "Please choose whether search engines may show this post.",
};
