// What entries and pages of a feed say of each other.

import { expect, test } from "vitest";
import { MAX_FEED_BYTES } from "~/feeds/feed";
import { countFitting } from "~/feeds/feed-writer";
import { buildFeed, buildItem, writeFeed } from "./build-feed";
import { ATOM, checkAtom, checkJson, checkRss, DC, THR } from "./rules";
import { all, type readXml, textOf } from "./xml";

test("every format says who presents a post, which part of a series it is, and where its responses are", () => {
  const feed = buildFeed([
    buildItem({
      contributors: [{ name: "Zoë", url: "https://longtable.example/people/zoe" }],
      series: { title: "Doors", url: "https://longtable.example/series/doors", part: 3 },
      responses: {
        url: "https://longtable.example/posts/one#responses",
        feedUrl: "https://longtable.example/posts/one/feed",
      },
    }),
  ]);
  const item = all(checkRss(writeFeed(feed, "rss")), "item")[0];
  expect([
    textOf(item, DC("contributor")),
    textOf(item, "{http://purl.org/dc/terms/}isPartOf"),
    textOf(item, "comments"),
    textOf(item, "{http://wellformedweb.org/CommentAPI/}commentRss"),
  ]).toEqual([
    "Zoë",
    "Doors, part 3",
    "https://longtable.example/posts/one#responses",
    "https://longtable.example/posts/one/feed",
  ]);
  const entry = all(checkAtom(writeFeed(feed, "atom")), ATOM("entry"))[0];
  expect(textOf(all(entry, ATOM("contributor"))[0], ATOM("name"))).toBe("Zoë");
  const links = all(entry, ATOM("link")).map(({ attributes: { rel, href, title } }) => [rel, href, title]);
  expect(links.slice(1)).toEqual([
    ["replies", "https://longtable.example/posts/one#responses", undefined],
    ["replies", "https://longtable.example/posts/one/feed.atom", undefined],
    ["collection", "https://longtable.example/series/doors", "Doors, part 3"],
  ]);
  const [json] = checkJson(writeFeed(feed, "json")).items;
  expect([json?._series?.part, json?._contributors?.[0]?.name, json?._responses?.feed_url]).toEqual([
    3,
    "Zoë",
    "https://longtable.example/posts/one/feed.json",
  ]);
});

test("every format says what a response answers", () => {
  const inReplyTo = {
    id: "tag:longtable.example,2026-03-30:posts/1",
    url: "https://longtable.example/posts/one",
  };
  const feed = buildFeed([buildItem({ id: "tag:longtable.example,2026-03-30:comments/5", inReplyTo })]);
  const expected = { ref: inReplyTo.id, href: inReplyTo.url, type: "text/html" };
  const item = all(checkRss(writeFeed(feed, "rss")), "item")[0];
  const entry = all(checkAtom(writeFeed(feed, "atom")), ATOM("entry"))[0];
  for (const element of [item, entry])
    expect(all(element, THR("in-reply-to")).map(({ attributes }) => attributes)).toEqual([expected]);
  expect(checkJson(writeFeed(feed, "json")).items[0]?._in_reply_to).toEqual(inReplyTo);
});

test("a page of a feed names itself, the first page, the next one and the hub", () => {
  const page = { here: "?before=50", next: "?before=12", hub: "https://hub.example/?a=1&b=2" };
  const feed = buildFeed([buildItem()], page);
  const url = "https://longtable.example/people/ada/feed";
  const expected = (ending: string) => [
    ["self", `${url}${ending}?before=50`],
    ["first", url + ending],
    ["next", `${url}${ending}?before=12`],
    ["hub", page.hub],
  ];
  const linksOf = (element: ReturnType<typeof readXml>) =>
    all(element, ATOM("link")).map(({ attributes: { rel, href } }) => [rel, href]);
  expect(linksOf(checkRss(writeFeed(feed, "rss")))).toEqual(expected(""));
  expect(linksOf(checkAtom(writeFeed(feed, "atom"))).slice(1)).toEqual(expected(".atom"));
  const json = checkJson(writeFeed(feed, "json"));
  expect([json.feed_url, json.next_url, json.hubs]).toEqual([
    `${url}.json?before=50`,
    `${url}.json?before=12`,
    [{ type: "WebSub", url: page.hub }],
  ]);
});

test("a page has as many entries as a megabyte holds, and at least one", () => {
  const sizes = (...lengths: number[]) => countFitting(lengths.map((length) => ({ length })));
  const half = MAX_FEED_BYTES / 2;
  expect([sizes(), sizes(half, half), sizes(half, half, 1), sizes(2 * MAX_FEED_BYTES, 1)]).toEqual([
    0, 2, 2, 1,
  ]);
});
