import { type CitedName, sortedName } from "~/people/cited-name/cited-name";
import { localTime } from "~/site/calendar";
import type { CitedPost } from "./cited-post";

/**
 * Tags for programs that cite: those of Highwire, which Google Scholar and Zotero read, and Dublin Core. There is no
 * `citation_journal_title`, and `DC.type` is Zotero's name of the kind, since it would otherwise take the post for an article of a journal.
 */
export function citationTags({ url, title, language, writers, publishedAt, site }: CitedPost) {
  const day = localTime(publishedAt, site.timeZone).slice(0, 10);
  const names = writers.map(({ cited }) => cited);
  return [
    named("citation_title", title),
    ...names.map((name) => named("citation_author", unambiguous(name))),
    named("citation_publication_date", day.replaceAll("-", "/")),
    named("citation_public_url", url),
    { tagName: "link", rel: "schema.DC", href: "http://purl.org/dc/elements/1.1/" },
    named("DC.type", "blogPost"),
    named("DC.title", title),
    ...names.map((name) => named("DC.creator", sortedName(name))),
    named("DC.date", day),
    named("DC.identifier", url),
    named("DC.publisher", site.name),
    named("DC.language", language),
  ];
}

/** Zotero takes "van der Berg, Ada Maria" for two people, since there are spaces on both sides of the comma. No-break spaces aren't such
 *  to it. */
const unambiguous = (name: CitedName): string => sortedName(name).replace(/(?<=, .*) /g, "\u00a0");

const named = (name: string, content: string) => ({ name, content });
