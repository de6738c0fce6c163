import type { Feed, FeedEntry, Format } from "~/feeds/feed";
import { writeFeed as writeEntries, writeEntry } from "~/feeds/feed-writer";

export const AT = new Date("2026-03-30T09:00:00Z");
export const LATER = new Date("2026-04-02T10:30:00Z");

export const buildItem = (overrides: Partial<FeedEntry> = {}): FeedEntry => ({
  id: "tag:longtable.example,2026-03-30:posts/1",
  url: "https://longtable.example/posts/one",
  title: "One",
  summary: "In short.",
  html: "<p>At length.</p>",
  publishedAt: AT,
  updatedAt: LATER,
  authors: [{ name: "Ada", url: "https://longtable.example/people/ada" }, { name: "Ken" }],
  contributors: [],
  tags: ["access", "the profession"],
  series: null,
  licence: null,
  responses: null,
  inReplyTo: null,
  ...overrides,
});

interface WholeFeed extends Feed {
  items: FeedEntry[];
}

export const writeFeed = ({ items, ...feed }: WholeFeed, format: Format): string =>
  writeEntries(
    feed,
    items.map((item) => writeEntry(item, format)),
    format,
  ).toString();

export const buildFeed = (items: FeedEntry[] = [buildItem()], overrides: Partial<Feed> = {}): WholeFeed => ({
  id: "tag:longtable.example,2026-01-01:people/1/feed",
  title: "Posts by Ada",
  description: "Posts by Ada, on Longtable",
  pageUrl: "https://longtable.example/people/ada",
  feedUrl: "https://longtable.example/people/ada/feed",
  language: "en-GB",
  updatedAt: LATER,
  ...{ here: "", next: null, hub: null, stylesheet: "/assets/feed.css" },
  items,
  ...overrides,
});
