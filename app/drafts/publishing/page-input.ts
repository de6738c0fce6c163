// What a draft lacks to become a page.

import { isReservedSlug, MAX_SOURCE_CHARS, type PageInput, pageSchema } from "~/pages/page.schema";
import type { DraftText } from "../draft";
import { characters, type DraftErrors, EXPLAIN_COMMON, explainIssues, slugOf } from "./post-input";

export type PageOfDraft = { ok: true; input: PageInput } | { ok: false; errors: DraftErrors };

/** Reads a draft as a page. */
export function readPage(text: DraftText): PageOfDraft {
  const { title, source, details } = text;
  const language = details.language.trim();
  const read = pageSchema.safeParse({ title, source, slug: slugOf(text), ...(language && { language }) });
  if (read.success) return { ok: true, input: read.data };
  return { ok: false, errors: explainIssues(read.error.issues, text, EXPLAIN) };
}

/** Explain what is wrong with a field, for its writer. */
const EXPLAIN = {
  ...EXPLAIN_COMMON,
  slug(text: DraftText) {
    const slug = slugOf(text);
    return isReservedSlug(slug)
      ? `The site uses the address ${slug} itself. Please choose another, for example ${slug}-page.`
      : EXPLAIN_COMMON.slug(text);
  },
  source: ({ source }: DraftText) =>
    source.trim()
      ? `Please shorten the text by ${characters(source.trim().length - MAX_SOURCE_CHARS)}, or divide it into several pages. A page can have ${characters(MAX_SOURCE_CHARS)}.`
      : "Please write a text.",
};
