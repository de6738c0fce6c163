// Serialises a feed as RSS 2.0, Atom 1.0 (RFC 4287) or JSON Feed 1.1.

import { generateAtomFeed, generateRssFeed } from "feedsmith";
import { escapeHtml } from "~/platform/markup";
import { type Feed, FORMATS, type Format } from "./feed";

const GENERATOR = "Longtable";

const WRITERS: Record<Format, (feed: Feed) => string> = { rss: writeRss, atom: writeAtom, json: writeJson };

/** Deterministic, so that an unchanged feed keeps its ETag. */
export const writeFeed = (feed: Feed, format: Format): string => WRITERS[format](feed);

const selfOf = ({ feedUrl }: Feed, format: Format) => feedUrl + FORMATS[format].ending;

function writeRss(feed: Feed): string {
  return legal(
    generateRssFeed({
      title: readAsHtml(feed.title),
      link: feed.pageUrl,
      description: readAsHtml(feed.description),
      language: feed.language,
      lastBuildDate: feed.updatedAt,
      generator: GENERATOR,
      atom: { links: [{ href: selfOf(feed, "rss"), rel: "self", type: FORMATS.rss.type }] },
      items: feed.items.map((item) => ({
        title: readAsHtml(item.title),
        link: item.url,
        guid: { value: item.id, isPermaLink: false },
        pubDate: item.publishedAt,
        // Feed readers treat the description as HTML.
        description: escapeHtml(item.summary),
        content: { encoded: item.html },
        // RSS's own `author` requires an e-mail address.
        dc: {
          creators: item.authors.map((author) => author.name),
          ...(item.language && { languages: [item.language] }),
          ...(item.licence && { rights: [item.licence.name] }),
        },
        ...(item.licence?.href && { creativeCommons: { licenses: [item.licence.href] } }),
        categories: item.tags.map((name) => ({ name })),
      })),
    }),
  );
}

/** RSS doesn't say whether titles are HTML, and most readers treat them so: `<me>` would disappear. Only
 *  markup is escaped, because readers that expect plain text show the escapes: "R&D" and "Q&As" read the same
 *  in both. */
const readAsHtml = (text: string) =>
  text.replace(/&(?=#|\w+;|lt|gt|amp|quot)|<(?=[a-z/!?])/gi, (mark) => (mark === "&" ? "&amp;" : "&lt;"));

function writeAtom(feed: Feed): string {
  return legal(
    generateAtomFeed({
      id: feed.id,
      title: { value: feed.title },
      subtitle: { value: feed.description },
      updated: feed.updatedAt,
      generator: { text: GENERATOR },
      links: [
        { href: feed.pageUrl, rel: "alternate", type: "text/html" },
        { href: selfOf(feed, "atom"), rel: "self", type: FORMATS.atom.type },
      ],
      xml: { lang: feed.language },
      entries: feed.items.map((item) => ({
        id: item.id,
        title: { value: item.title },
        links: [
          { href: item.url, rel: "alternate", type: "text/html" },
          // RFC 4946
          ...(item.licence?.href ? [{ href: item.licence.href, rel: "license" }] : []),
        ],
        ...(item.language && { xml: { lang: item.language } }),
        ...(item.licence && { rights: { value: item.licence.name } }),
        published: item.publishedAt,
        updated: item.updatedAt,
        authors: item.authors.map(({ name, url }) => ({ name, ...(url && { uri: url }) })),
        categories: item.tags.map((term) => ({ term })),
        summary: { value: item.summary },
        content: { type: "html", value: item.html },
      })),
    }),
  );
}

function writeJson(feed: Feed): string {
  // Written by hand, because the library omits empty arrays, and `items` is required.
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: feed.pageUrl,
    feed_url: selfOf(feed, "json"),
    description: feed.description,
    language: feed.language,
    items: feed.items.map((item) => ({
      id: item.id,
      url: item.url,
      title: item.title,
      content_html: item.html,
      summary: item.summary,
      date_published: item.publishedAt,
      date_modified: item.updatedAt,
      authors: item.authors,
      tags: item.tags,
      language: item.language,
      // An extension: JSON Feed has no field for it.
      ...(item.licence && { _license: { name: item.licence.name, url: item.licence.href } }),
    })),
  });
}

/** Characters that XML 1.0 (section 2.2) cannot represent even when escaped: control characters and unpaired
 *  surrogates. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const legal = (xml: string) => xml.replace(ILLEGAL, "");
