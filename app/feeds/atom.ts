// Atom 1.0 (RFC 4287), with the links of threads (RFC 4685), licences (RFC 4946) and collections (RFC 6573).

import { markup } from "~/platform/markup";
import { type Feed, type FeedEntry, type FeedPerson, FORMATS, formatPart, pagesOf, selfOf } from "./feed";
import { each, html, inReplyTo, legal, prologue } from "./xml";

const { type, ending } = FORMATS.atom;

export const atomHead = (feed: Feed): string =>
  legal(
    markup`${prologue(feed.stylesheet)}<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0" xml:lang="${feed.language}">
<id>${feed.id}</id>
<title>${feed.title}</title>
<subtitle>${feed.description}</subtitle>
<updated>${feed.updatedAt.toISOString()}</updated>
<generator>Longtable</generator>
<link href="${feed.pageUrl}" rel="alternate" type="text/html"/>
<link href="${selfOf(feed, "atom")}" rel="self" type="${type}"/>
${each(pagesOf(feed, "atom"), ({ rel, href }) => markup`<link href="${href}" rel="${rel}" type="${type}"/>\n`)}${feed.hub && markup`<link href="${feed.hub}" rel="hub"/>\n`}`
      .html,
  );

export const ATOM_TAIL = "</feed>\n";

export const atomEntry = (entry: FeedEntry): string =>
  legal(
    markup`<entry${entry.language && markup` xml:lang="${entry.language}"`}>
<id>${entry.id}</id>
<title>${entry.title}</title>
<published>${entry.publishedAt.toISOString()}</published>
<updated>${entry.updatedAt.toISOString()}</updated>
${each(entry.authors, (person) => markup`<author>${personOf(person)}</author>\n`)}${each(entry.contributors, (person) => markup`<contributor>${personOf(person)}</contributor>\n`)}<link href="${entry.url}" rel="alternate" type="text/html"/>
${
  entry.responses &&
  markup`<link href="${entry.responses.url}" rel="replies" type="text/html"/>\n<link href="${entry.responses.feedUrl + ending}" rel="replies" type="${type}"/>\n`
}${
  entry.series &&
  markup`<link href="${entry.series.url}" rel="collection" type="text/html" title="${formatPart(entry.series)}"/>\n`
}${entry.licence?.href && markup`<link href="${entry.licence.href}" rel="license"/>\n`}${
  entry.licence && markup`<rights>${entry.licence.name}</rights>\n`
}${each(entry.tags, (tag) => markup`<category term="${tag}"/>\n`)}${inReplyTo(entry.inReplyTo)}<summary>${entry.summary}</summary>
<content type="html">${html(entry.html)}</content>
</entry>
`.html,
  );

const personOf = ({ name, url }: FeedPerson) =>
  markup`<name>${name}</name>${url && markup`<uri>${url}</uri>`}`;
