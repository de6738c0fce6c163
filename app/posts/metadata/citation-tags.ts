import { localTime } from "~/site/calendar";
import type { PostRecord } from "./post-record";

type Cited = Pick<PostRecord, "url" | "title" | "language" | "writers" | "publishedAt" | "site">;

/**
 * Tags for programs that cite: those of Highwire, which Google Scholar and Zotero read, and Dublin Core. There is no
 * `citation_journal_title`, and `DC.type` is Zotero's name of the kind, since it would otherwise take the post for an article of a journal.
 */
export function citationTags({ url, title, language, writers, publishedAt, site }: Cited) {
  const day = localTime(publishedAt, site.timeZone).slice(0, 10);
  const names = writers.map(({ name }) => name);
  return [
    named("citation_title", title),
    ...names.map((name) => named("citation_author", name)),
    named("citation_publication_date", day.replaceAll("-", "/")),
    named("citation_public_url", url),
    { tagName: "link", rel: "schema.DC", href: "http://purl.org/dc/elements/1.1/" },
    named("DC.type", "blogPost"),
    named("DC.title", title),
    ...names.map((name) => named("DC.creator", name)),
    named("DC.date", day),
    named("DC.identifier", url),
    named("DC.publisher", site.name),
    named("DC.language", language),
  ];
}

const named = (name: string, content: string) => ({ name, content });
