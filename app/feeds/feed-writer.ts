// A feed in each format: RSS 2.0, Atom 1.0 (RFC 4287), JSON Feed 1.1.

import { generateAtomFeed, generateRssFeed } from "feedsmith";
import { escapeHtml } from "~/platform/markup";
import { type Feed, FORMATS, type Format } from "./feed";

const GENERATOR = "Longtable";

const WRITERS: Record<Format, (feed: Feed) => string> = { rss: writeRss, atom: writeAtom, json: writeJson };

/** The text of a feed. The same feed gives the same text, so that its ETag holds. */
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
        // Readers take it for HTML.
        description: escapeHtml(item.summary),
        content: { encoded: item.html },
        // An author would need an e-mail address.
        dc: { creators: item.authors.map((author) => author.name) },
        categories: item.tags.map((name) => ({ name })),
      })),
    }),
  );
}

/**
 * For what RSS leaves open: most readers take titles for HTML, and `<me>` would vanish. Only what they would take for more than
 * words is escaped, since those that take titles for plain text show the escape: "R&D" and "Q&As" say the same to both.
 */
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
        links: [{ href: item.url, rel: "alternate", type: "text/html" }],
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
  // A library would leave out what is empty, and `items` may be empty but not absent.
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
    })),
  });
}

/** XML knows no other characters, however they are written (XML 1.0, 2.2): control characters, halves of pairs. */
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const legal = (xml: string) => xml.replace(ILLEGAL, "");
