import { expect, test } from "vitest";
import { tagUri } from "~/feeds/feed";
import { AT, buildFeed, buildItem, writeFeed } from "./build-feed";
import { ATOM, CONTENT, checkAtom, checkJson, checkRss, DC } from "./rules";
import { all, readXml, textOf } from "./xml";

test("RSS 2.0 has the channel's and the item's required elements, and the whole text", () => {
  const channel = checkRss(writeFeed(buildFeed(), "rss"));
  expect(textOf(channel, "title")).toBe("Posts by Ada");
  expect(textOf(channel, "link")).toBe("https://longtable.example/people/ada");
  expect(textOf(channel, "description")).toBe("Posts by Ada, on Longtable");
  expect(textOf(channel, "language")).toBe("en-GB");
  expect(textOf(channel, "lastBuildDate")).toBe("Thu, 02 Apr 2026 10:30:00 GMT");
  expect(all(channel, ATOM("link")).map((link) => link.attributes)).toEqual([
    { href: "https://longtable.example/people/ada/feed", rel: "self", type: "application/rss+xml" },
  ]);
  const item = all(channel, "item")[0];
  expect(textOf(item, "title")).toBe("One");
  expect(textOf(item, "link")).toBe("https://longtable.example/posts/one");
  expect(all(item, "guid").map(({ text, attributes }) => [text, attributes.isPermaLink])).toEqual([
    ["tag:longtable.example,2026-03-30:posts/1", "false"],
  ]);
  expect(textOf(item, "pubDate")).toBe("Mon, 30 Mar 2026 09:00:00 GMT");
  expect(textOf(item, "description")).toBe("In short.");
  expect(textOf(item, CONTENT)).toBe("<p>At length.</p>");
  expect(all(item, DC("creator")).map(({ text }) => text)).toEqual(["Ada", "Ken"]);
  expect(all(item, "category").map(({ text }) => text)).toEqual(["access", "the profession"]);
});

test("Atom 1.0 has the elements that RFC 4287 requires of a feed and an entry", () => {
  const feed = checkAtom(writeFeed(buildFeed(), "atom"));
  expect([feed.name, feed.attributes["xml:lang"]]).toEqual([ATOM("feed"), "en-GB"]);
  expect(textOf(feed, ATOM("id"))).toBe("tag:longtable.example,2026-01-01:people/1/feed");
  expect(textOf(feed, ATOM("title"))).toBe("Posts by Ada");
  expect(textOf(feed, ATOM("updated"))).toBe("2026-04-02T10:30:00.000Z");
  expect(all(feed, ATOM("link")).map((link) => link.attributes)).toEqual([
    { href: "https://longtable.example/people/ada", rel: "alternate", type: "text/html" },
    { href: "https://longtable.example/people/ada/feed.atom", rel: "self", type: "application/atom+xml" },
  ]);
  const entry = all(feed, ATOM("entry"))[0];
  expect(textOf(entry, ATOM("id"))).toBe("tag:longtable.example,2026-03-30:posts/1");
  expect(textOf(entry, ATOM("title"))).toBe("One");
  expect(textOf(entry, ATOM("published"))).toBe("2026-03-30T09:00:00.000Z");
  expect(textOf(entry, ATOM("updated"))).toBe("2026-04-02T10:30:00.000Z");
  expect(all(entry, ATOM("link")).map(({ attributes }) => attributes.href)).toEqual([
    "https://longtable.example/posts/one",
  ]);
  expect(
    all(entry, ATOM("author")).map((author) => [textOf(author, ATOM("name")), textOf(author, ATOM("uri"))]),
  ).toEqual([
    ["Ada", "https://longtable.example/people/ada"],
    ["Ken", undefined],
  ]);
  expect(all(entry, ATOM("category")).map(({ attributes }) => attributes.term)).toEqual([
    "access",
    "the profession",
  ]);
  expect(textOf(entry, ATOM("summary"))).toBe("In short.");
  expect(textOf(entry, ATOM("content"))).toBe("<p>At length.</p>");
});

test("JSON Feed 1.1 has the required fields and the same content", () => {
  const feed = checkJson(writeFeed(buildFeed(), "json"));
  expect([feed.home_page_url, feed.feed_url, feed.language]).toEqual([
    "https://longtable.example/people/ada",
    "https://longtable.example/people/ada/feed.json",
    "en-GB",
  ]);
  expect(feed.items).toEqual([
    {
      id: "tag:longtable.example,2026-03-30:posts/1",
      url: "https://longtable.example/posts/one",
      title: "One",
      content_html: "<p>At length.</p>",
      summary: "In short.",
      date_published: "2026-03-30T09:00:00.000Z",
      date_modified: "2026-04-02T10:30:00.000Z",
      authors: [{ name: "Ada", url: "https://longtable.example/people/ada" }, { name: "Ken" }],
      tags: ["access", "the profession"],
    },
  ]);
});

const HOSTILE = 'A <b>&amp; "B" ]]> <![CDATA[ --> \u0001\u000b\u001f\ufffe\uffff\ud800 é 😀';
const LEGAL = 'A <b>&amp; "B" ]]> <![CDATA[ -->  é 😀';
const hostile = buildFeed(
  [buildItem({ title: HOSTILE, html: `<p>${HOSTILE}</p>`, authors: [{ name: HOSTILE }], tags: [HOSTILE] })],
  { title: HOSTILE },
);

test("Atom keeps hostile text, except for characters that XML cannot represent", () => {
  const feed = readXml(writeFeed(hostile, "atom"));
  const entry = all(feed, ATOM("entry"))[0];
  const read = [
    textOf(feed, ATOM("title")),
    textOf(entry, ATOM("title")),
    textOf(all(entry, ATOM("author"))[0], ATOM("name")),
    all(entry, ATOM("category"))[0]?.attributes.term,
    textOf(entry, ATOM("content")),
  ];
  expect(read).toEqual([LEGAL, LEGAL, LEGAL, LEGAL, `<p>${LEGAL}</p>`]);
});

test("RSS keeps hostile text, escaped as HTML in titles and summaries", () => {
  const feed = buildFeed([{ ...buildItem(), ...hostile.items[0], summary: HOSTILE }]);
  const item = all(all(readXml(writeFeed(feed, "rss")), "channel")[0], "item")[0];
  expect(textOf(item, "title")).toMatch(/^A &lt;b>&amp;amp; "B" ]]> &lt;!\[CDATA\[ /);
  expect(textOf(item, "category")).toBe(LEGAL);
  expect(textOf(item, CONTENT)).toBe(`<p>${LEGAL}</p>`);
  expect(textOf(item, "description")).toMatch(/^A &lt;b&gt;&amp;amp; /);
});

test("JSON Feed keeps every character", () => {
  const feed = checkJson(writeFeed(hostile, "json"));
  expect([feed.title, feed.items[0]?.title]).toEqual([HOSTILE, HOSTILE]);
});

test.each(["rss", "atom"] as const)("%s without items is well-formed", (format) => {
  expect(() => readXml(writeFeed(buildFeed([]), format))).not.toThrow();
});

test("JSON Feed without items has an empty list", () => {
  expect(checkJson(writeFeed(buildFeed([]), "json")).items).toEqual([]);
});

test("a tag URI names the authority, a day and the thing", () => {
  expect(tagUri("longtable.example", AT, "posts/12")).toBe("tag:longtable.example,2026-03-30:posts/12");
});

test.each([
  ["Call <me> Ishmael", "Call &lt;me> Ishmael"],
  ["</title><script>", "&lt;/title>&lt;script>"],
  ["&lt;me&gt;", "&amp;lt;me&amp;gt;"],
  ["&lt &#60 &#x3c", "&amp;lt &amp;#60 &amp;#x3c"],
  ["Fish & chips, 1 < 2", "Fish & chips, 1 < 2"],
  ["AT&T on R&D: Q&As", "AT&T on R&D: Q&As"],
  ["Ada’s “quote”", "Ada’s “quote”"],
])(
  "a title %s is escaped in RSS only where readers would take it for HTML, and unescaped in Atom",
  (title, escaped) => {
    const feed = buildFeed([buildItem({ title })], { title, description: title });
    const channel = all(readXml(writeFeed(feed, "rss")), "channel")[0];
    for (const [element, name] of [
      [channel, "title"],
      [channel, "description"],
      [all(channel, "item")[0], "title"],
    ] as const)
      expect([name, textOf(element, name)]).toEqual([name, escaped]);
    const atom = readXml(writeFeed(feed, "atom"));
    expect(textOf(all(atom, ATOM("entry"))[0], ATOM("title"))).toBe(title);
  },
);

test("every format has the licence of an item, and its language if it differs from the feed's", () => {
  const licence = { name: "CC BY 4.0", href: "https://creativecommons.org/licenses/by/4.0/" };
  const feed = buildFeed([buildItem({ licence, language: "cy" }), buildItem()]);
  const [item, plain] = all(all(readXml(writeFeed(feed, "rss")), "channel")[0], "item");
  const CC = "{http://backend.userland.com/creativeCommonsRssModule}license";
  expect([textOf(item, DC("rights")), textOf(item, DC("language")), textOf(item, CC)]).toEqual([
    licence.name,
    "cy",
    licence.href,
  ]);
  expect([all(plain, DC("rights")), all(plain, DC("language"))]).toEqual([[], []]);

  const [entry, bare] = all(readXml(writeFeed(feed, "atom")), ATOM("entry"));
  expect([entry?.attributes["xml:lang"], textOf(entry, ATOM("rights"))]).toEqual(["cy", licence.name]);
  expect(all(entry, ATOM("link")).map(({ attributes }) => attributes)).toContainEqual({
    href: licence.href,
    rel: "license",
  });
  expect([bare?.attributes["xml:lang"], all(bare, ATOM("rights"))]).toEqual([undefined, []]);

  const { items } = JSON.parse(writeFeed(feed, "json"));
  expect([items[0].language, items[0]._license]).toEqual(["cy", { name: licence.name, url: licence.href }]);
  expect(Object.keys(items[1])).not.toContain("_license");
});
