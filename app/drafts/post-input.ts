// What a draft lacks to become a post.

import { MAX_SOURCE_CHARS } from "~/markdown/limits";
import { MAX_SLUG_CHARS, MAX_TAGS, MAX_TITLE_CHARS, type PostInput, postSchema } from "~/posts/post.schema";
import { slugFromName } from "~/posts/slug-from-name";
import { type DraftText, splitHandles, splitList } from "./draft";

/** The errors by field of the editor's form, as sentences. */
export type DraftErrors = Record<string, string>;
export type PostOfDraft = { ok: true; input: PostInput } | { ok: false; errors: DraftErrors };

/** The slug of a post as typed, or one made from its title; "" if that has no Latin letters and digits. */
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
  });
  if (read.success) return { ok: true, input: read.data };
  const errors: DraftErrors = {};
  for (const { path, message } of read.error.issues) {
    const name = String(path[0]);
    errors[FIELDS[name] ?? name] ??= explain(name, text) ?? `This ${message}.`;
  }
  return { ok: false, errors };
}

/** Fields of a post that the form calls otherwise. */
const FIELDS: Record<string, string> = { source: "body" };

const count = (number: number) => number.toLocaleString("en");

/** Explains what is wrong with a field more precisely than its schema can. */
function explain(name: string, { title, source, details }: DraftText): string | undefined {
  switch (name) {
    case "title":
      return title.trim().length > MAX_TITLE_CHARS
        ? `Please shorten the title to ${count(MAX_TITLE_CHARS)} characters. It has ${count(title.trim().length)}.`
        : "Please enter a title.";
    case "source":
      return source.trim()
        ? `Please shorten the text by ${count(source.trim().length - MAX_SOURCE_CHARS)} characters, or publish it in parts, as a series. A post can have ${count(MAX_SOURCE_CHARS)} characters.`
        : "Please write a text.";
    case "slug":
      return details.slug.trim()
        ? "Use lower-case letters from a to z, digits and hyphens in the address, for example who-is-not-in-the-room."
        : "Please enter an address: the title has no letters from a to z, or digits, to make one of.";
    case "tags": {
      const tags = splitList(details.tags);
      return tags.length > MAX_TAGS
        ? `Please choose ${MAX_TAGS} tags at most. There are ${count(tags.length)}.`
        : undefined;
    }
    case "part":
      return details.series
        ? "Please enter the number of this part, for example 3."
        : "Please choose the series that this is a part of, or remove the number.";
    default:
      return undefined;
  }
}
