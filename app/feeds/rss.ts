// RSS 2.0 (https://www.rssboard.org/rss-specification), with the elements of other vocabularies that readers know.

import { escapeHtml, markup } from "~/platform/markup";
import { type Feed, type FeedEntry, FORMATS, formatPart, pagesOf, selfOf } from "./feed";
import { each, html, inReplyTo, legal, prologue } from "./xml";

const { type, ending } = FORMATS.rss;

export const rssHead = (feed: Feed): string =>
  legal(
    markup`${prologue(feed.stylesheet)}<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/">
<channel>
<title>${readAsHtml(feed.title)}</title>
<link>${feed.pageUrl}</link>
<description>${readAsHtml(feed.description)}</description>
<language>${feed.language}</language>
<lastBuildDate>${feed.updatedAt.toUTCString()}</lastBuildDate>
<generator>Longtable</generator>
<docs>https://www.rssboard.org/rss-specification</docs>
<atom:link href="${selfOf(feed, "rss")}" rel="self" type="${type}"/>
${each(pagesOf(feed, "rss"), ({ rel, href }) => markup`<atom:link href="${href}" rel="${rel}" type="${type}"/>\n`)}${feed.hub && markup`<atom:link href="${feed.hub}" rel="hub"/>\n`}`
      .html,
  );

export const RSS_TAIL = "</channel>\n</rss>\n";

export const rssItem = (entry: FeedEntry): string =>
  legal(
    markup`<item>
<title>${readAsHtml(entry.title)}</title>
<link>${entry.url}</link>
<guid isPermaLink="false">${entry.id}</guid>
<pubDate>${entry.publishedAt.toUTCString()}</pubDate>
${
  // RSS's own `author` requires an e-mail address.
  each(entry.authors, ({ name }) => markup`<dc:creator>${name}</dc:creator>\n`)
}${each(entry.contributors, ({ name }) => markup`<dc:contributor>${name}</dc:contributor>\n`)}${each(entry.tags, (tag) => markup`<category>${tag}</category>\n`)}${
  entry.series && markup`<dcterms:isPartOf>${formatPart(entry.series)}</dcterms:isPartOf>\n`
}${entry.language && markup`<dc:language>${entry.language}</dc:language>\n`}${
  entry.licence && markup`<dc:rights>${entry.licence.name}</dc:rights>\n`
}${entry.licence?.href && markup`<creativeCommons:license>${entry.licence.href}</creativeCommons:license>\n`}${
  entry.responses &&
  markup`<comments>${entry.responses.url}</comments>\n<wfw:commentRss>${entry.responses.feedUrl + ending}</wfw:commentRss>\n`
}${inReplyTo(entry.inReplyTo)}<description>${
      // Feed readers treat the description as HTML.
      escapeHtml(entry.summary)
    }</description>
<content:encoded>${html(entry.html)}</content:encoded>
</item>
`.html,
  );

/** RSS doesn't say whether titles are HTML, and most readers treat them so: `<me>` would disappear. Only
 *  markup is escaped, because readers that expect plain text show the escapes: "R&D" and "Q&As" read the same
 *  in both. */
const readAsHtml = (text: string) =>
  text.replace(/&(?=#|\w+;|lt|gt|amp|quot)|<(?=[a-z/!?])/gi, (mark) => (mark === "&" ? "&amp;" : "&lt;"));
