// What the specifications require of a feed: RFC 4287, the RSS 2.0 specification with its advisory board's profile, JSON Feed 1.1.
// Independent of the code that writes feeds.

import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";
import { expect } from "vitest";
import { z } from "zod";
import { all, readXml, textOf, type XmlElement } from "./xml";

export const ATOM = (name: string) => `{http://www.w3.org/2005/Atom}${name}`;
export const DC = (name: string) => `{http://purl.org/dc/elements/1.1/}${name}`;
export const THR = (name: string) => `{http://purl.org/syndication/thread/1.0}${name}`;
export const CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded";

const RFC_822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const TAG_URI = /^tag:[a-z0-9.-]+,\d{4}-\d{2}-\d{2}:[\w/.-]+$/;
const HTTP = /^https?:\/\/[^\s"<>]+$/;

const one = (element: XmlElement | undefined, name: string): string => {
  expect(all(element, name), name).toHaveLength(1);
  return textOf(element, name) ?? "";
};
const atMostOne = (element: XmlElement | undefined, ...names: string[]) => {
  for (const name of names) expect(all(element, name).length, name).toBeLessThanOrEqual(1);
};
const areUnique = (ids: string[]) => expect(new Set(ids).size).toBe(ids.length);
/** A feed reader shows the text elsewhere than at its address. */
const isAbsolute = (html: string) =>
  expect(html).not.toMatch(/<[^>]*\s(?:href|src|cite)="(?!https?:|mailto:|tel:)/);

/** Returns the channel. */
export function checkRss(text: string): XmlElement {
  const rss = readXml(text);
  expect([rss.name, rss.attributes.version]).toEqual(["rss", "2.0"]);
  const channel = all(rss, "channel")[0] as XmlElement;
  expect(rss.children).toHaveLength(1);
  expect(one(channel, "title")).not.toBe("");
  expect(one(channel, "link")).toMatch(HTTP);
  one(channel, "description");
  expect(one(channel, "lastBuildDate")).toMatch(RFC_822);
  expect(one(channel, "language")).toMatch(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/i);
  const links = all(channel, ATOM("link")).map(({ attributes }) => attributes);
  expect(links.filter(({ rel }) => rel === "self")).toHaveLength(1);
  for (const { href } of links) expect(href).toMatch(HTTP);
  const items = all(channel, "item");
  for (const item of items) {
    atMostOne(
      item,
      "title",
      "link",
      "description",
      "author",
      "comments",
      "guid",
      "pubDate",
      "source",
      CONTENT,
    );
    expect(one(item, "title")).not.toBe("");
    expect(one(item, "link")).toMatch(HTTP);
    const [guid] = all(item, "guid");
    // A guid is taken for an address unless it says that it is none.
    expect([guid?.attributes.isPermaLink, guid?.text]).toEqual(["false", expect.stringMatching(TAG_URI)]);
    const pubDate = one(item, "pubDate");
    expect(pubDate).toMatch(RFC_822);
    expect(new Date(pubDate).toUTCString()).toBe(pubDate);
    isAbsolute(one(item, CONTENT));
    // It would have to be an e-mail address.
    expect(all(item, "author")).toEqual([]);
  }
  areUnique(items.map((item) => one(item, "guid")));
  expect(parseRssFeed(text).items?.length ?? 0).toBe(items.length);
  return channel;
}

/** Returns the feed. */
export function checkAtom(text: string): XmlElement {
  const feed = readXml(text);
  expect(feed.name).toBe(ATOM("feed"));
  const entries = all(feed, ATOM("entry"));
  for (const element of [feed, ...entries]) {
    expect(one(element, ATOM("id"))).toMatch(TAG_URI);
    expect(one(element, ATOM("title"))).not.toBe("");
    expect(one(element, ATOM("updated"))).toMatch(RFC_3339);
    atMostOne(element, ATOM("published"), ATOM("rights"), ATOM("summary"), ATOM("content"));
    const links = all(element, ATOM("link")).map(({ attributes }) => attributes);
    for (const { href } of links) expect(href).toMatch(HTTP);
    // Section 4.1.1: no two alternates of the same type and language.
    expect(links.filter(({ rel }) => rel === "alternate")).toHaveLength(1);
    for (const person of [...all(element, ATOM("author")), ...all(element, ATOM("contributor"))]) {
      expect(one(person, ATOM("name"))).not.toBe("");
      atMostOne(person, ATOM("uri"), ATOM("email"));
    }
    for (const { attributes } of all(element, ATOM("category"))) expect(attributes.term).toBeTruthy();
  }
  expect(all(feed, ATOM("link")).filter(({ attributes }) => attributes.rel === "self")).toHaveLength(1);
  for (const entry of entries) {
    expect(all(entry, ATOM("author")).length).toBeGreaterThan(0);
    expect(one(entry, ATOM("published"))).toMatch(RFC_3339);
    expect(one(entry, ATOM("updated")) <= one(feed, ATOM("updated"))).toBe(true);
    expect(all(entry, ATOM("content"))[0]?.attributes.type).toBe("html");
    isAbsolute(one(entry, ATOM("content")));
  }
  areUnique(entries.map((entry) => one(entry, ATOM("id"))));
  expect(parseAtomFeed(text).entries?.length ?? 0).toBe(entries.length);
  return feed;
}

const person = z.strictObject({ name: z.string().min(1), url: z.url().optional() });
const extension = z.record(z.string(), z.unknown());

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), with the extensions of this site. */
const jsonFeed = z.strictObject({
  version: z.literal("https://jsonfeed.org/version/1.1"),
  title: z.string().min(1),
  home_page_url: z.url(),
  feed_url: z.url(),
  description: z.string(),
  user_comment: z.string(),
  language: z.string(),
  next_url: z.url().optional(),
  hubs: z.array(z.strictObject({ type: z.literal("WebSub"), url: z.url() })).optional(),
  items: z.array(
    z.strictObject({
      id: z.string().regex(TAG_URI),
      url: z.url(),
      title: z.string().min(1),
      content_html: z.string(),
      summary: z.string(),
      date_published: z.iso.datetime(),
      date_modified: z.iso.datetime(),
      authors: z.array(person).min(1),
      tags: z.array(z.string()),
      language: z.string().optional(),
      _contributors: z.array(person).optional(),
      _series: extension.optional(),
      _license: extension.optional(),
      _responses: extension.optional(),
      _in_reply_to: extension.optional(),
    }),
  ),
});

export function checkJson(text: string) {
  const feed = jsonFeed.parse(JSON.parse(text));
  for (const { content_html } of feed.items) isAbsolute(content_html);
  areUnique(feed.items.map(({ id }) => id));
  expect(parseJsonFeed(text).items?.length ?? 0).toBe(feed.items.length);
  return feed;
}
