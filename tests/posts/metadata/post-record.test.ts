import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import type { CitedName } from "~/people/cited-name/cited-name";
import { citationTags } from "~/posts/metadata/citation-tags";
import { citedPost, citedVersion } from "~/posts/metadata/cited-post";
import { cardTags, linkedData, MAX_LISTED_COMMENTS } from "~/posts/metadata/linked-data";
import { firstPicture, type PostRecord } from "~/posts/metadata/post-record";
import type { FiledPost } from "~/posts/post";

const URL = "https://table.example/posts/quiet-rooms";

const buildRecord = (overrides: Partial<PostRecord> = {}): PostRecord => ({
  ...{ slug: "quiet-rooms", url: URL, title: "Quiet rooms", description: "On silence.", language: "en-GB" },
  writers: [
    {
      ...{ name: "Ada van der Berg", url: "https://table.example/people/ada" },
      cited: { whole: "Ada van der Berg" },
    },
    { name: "The library", cited: { whole: "The library" } },
  ],
  version: null,
  publishedAt: new Date("2026-03-31T23:30:00Z"),
  ...{ editedAt: null, picture: null, licence: null, tags: [], series: null, responseCount: 0, comments: [] },
  site: { name: "Long table", url: "https://table.example", timeZone: "Europe/Paris", language: "en" },
  ...overrides,
});

/** The contents of the tags with a name, such as "DC.creator". */
const contents = (tags: object[], wanted: string) =>
  tags.flatMap((tag) => {
    const { name, property, content } = tag as Record<string, string>;
    return (name ?? property) === wanted ? [content] : [];
  });

test("a post is cited by the byline, the site's day of its publication and its address, as a post of a blog", () => {
  const tags = citationTags(buildRecord());
  for (const [name, expected] of Object.entries({
    citation_title: ["Quiet rooms"],
    citation_author: ["Ada van der Berg", "The library"],
    citation_publication_date: ["2026/04/01"],
    citation_public_url: [URL],
    citation_journal_title: [],
    "DC.type": ["blogPost"],
    "DC.title": ["Quiet rooms"],
    "DC.creator": ["Ada van der Berg", "The library"],
    "DC.date": ["2026-04-01"],
    "DC.identifier": [URL],
    "DC.publisher": ["Long table"],
    "DC.language": ["en-GB"],
  }))
    expect([name, contents(tags, name)]).toEqual([name, expected]);
});

test("a writer is cited as they say, in a form that Zotero doesn't take for two people", () => {
  const cited: [CitedName, author: string, creator: string][] = [
    [{ family: "Berg", given: "Ada" }, "Berg, Ada", "Berg, Ada"],
    [
      { family: "van der Berg", given: "Ada Maria" },
      "van der Berg, Ada\u00a0Maria",
      "van der Berg, Ada Maria",
    ],
    [
      { whole: "University of X, School of Y" },
      "University of X, School\u00a0of\u00a0Y",
      "University of X, School of Y",
    ],
  ];
  for (const [name, author, creator] of cited) {
    const tags = citationTags(buildRecord({ writers: [{ name: "ada", cited: name }] }));
    expect(contents(tags, "citation_author")).toEqual([author]);
    expect(contents(tags, "DC.creator")).toEqual([creator]);
  }
  const writers = [{ name: "ada", cited: { family: "Berg", given: "Ada" } }];
  expect(linkedData(buildRecord({ writers })).author).toEqual([
    { "@type": "Person", name: "ada", familyName: "Berg", givenName: "Ada" },
  ]);
});

test("the prefix of Dublin Core is declared", () => {
  expect(citationTags(buildRecord())).toContainEqual({
    ...{ tagName: "link", rel: "schema.DC", href: "http://purl.org/dc/elements/1.1/" },
  });
});

const PERSON = { handle: "ada", status: "present", familyName: null, givenName: null };

test("a cited post has its language or the site's, and the pages of its writers who have one", () => {
  const site = buildRecord().site;
  const post = {
    ...{ slug: "rooms", title: "Rooms", publishedAt: new Date(0), language: null as string | null },
    writers: [
      { ...PERSON, id: 1, name: "Ada" },
      { ...PERSON, id: 2, name: "A former member", status: "gone" },
    ],
  } as FiledPost;
  expect(citedPost(post, site)).toEqual({
    ...{ slug: "rooms", title: "Rooms", publishedAt: new Date(0), language: "en", version: null, site },
    url: "https://table.example/posts/rooms",
    writers: [
      { name: "Ada", url: "https://table.example/people/ada", cited: { whole: "Ada" } },
      { name: "A former member", cited: { whole: "A former member" } },
    ],
  });
  const at = new Date(1);
  expect(citedVersion({ ...post, language: "cy" }, site, { number: 2, createdAt: at })).toMatchObject({
    ...{ url: "https://table.example/posts/rooms?version=2", version: 2, publishedAt: at, language: "cy" },
  });
});

test("a card has the day, and the picture and the edit that there are", () => {
  const published = { property: "article:published_time", content: "2026-03-31T23:30:00.000Z" };
  const type = { property: "og:type", content: "article" };
  expect(cardTags(buildRecord())).toEqual([type, published]);
  const picture = "https://table.example/media/a/b.jpg";
  const editedAt = new Date("2026-04-03T10:00:00Z");
  expect(cardTags(buildRecord({ picture, editedAt }))).toEqual([
    ...[type, published],
    { property: "article:modified_time", content: "2026-04-03T10:00:00.000Z" },
    { property: "og:image", content: picture },
  ]);
});

test("linked data has all that there is to say of a post", () => {
  const record = buildRecord({
    ...{
      editedAt: new Date("2026-04-03T10:00:00Z"),
      picture: "https://table.example/a.jpg",
      tags: ["access"],
    },
    ...{
      licence: "https://licence.example/",
      series: { name: "Walks", url: "https://table.example/series/w" },
    },
    responseCount: 3,
  });
  expect(linkedData(record)).toEqual({
    ...{
      "@context": "https://schema.org",
      "@type": "BlogPosting",
      "@id": URL,
      url: URL,
      headline: "Quiet rooms",
    },
    ...{ description: "On silence.", inLanguage: "en-GB", commentCount: 3, comment: [] },
    author: [
      { "@type": "Person", name: "Ada van der Berg", url: "https://table.example/people/ada" },
      { "@type": "Person", name: "The library" },
    ],
    ...{ datePublished: "2026-03-31T23:30:00.000Z", dateModified: "2026-04-03T10:00:00.000Z" },
    ...{ image: "https://table.example/a.jpg", license: "https://licence.example/", keywords: ["access"] },
    isPartOf: { "@type": "CreativeWorkSeries", name: "Walks", url: "https://table.example/series/w" },
    publisher: { "@type": "Organization", name: "Long table", url: "https://table.example" },
  });
});

test("linked data names the comments by writer, day and address, and leaves out what there isn't", () => {
  const at = new Date("2026-04-02T10:00:00Z");
  const comments = [{ name: "Zoë", url: "https://table.example/comments/1", at }];
  const data = linkedData(buildRecord({ comments, responseCount: 3, description: "" }));
  expect(data).toMatchObject({
    ...{ "@type": "BlogPosting", "@id": URL, headline: "Quiet rooms", commentCount: 3 },
    author: [
      { "@type": "Person", name: "Ada van der Berg", url: "https://table.example/people/ada" },
      { "@type": "Person", name: "The library" },
    ],
    comment: [
      {
        ...{ "@type": "Comment", url: "https://table.example/comments/1", dateCreated: "2026-04-02" },
        author: { "@type": "Person", name: "Zoë" },
      },
    ],
  });
  for (const name of ["description", "image", "license", "keywords", "isPartOf", "dateModified"])
    expect(data).not.toHaveProperty(name);
});

test("linked data stays under two kilobytes compressed, however long the discussion is", () => {
  const random = (index: number) =>
    Math.abs(Math.sin(index + 1))
      .toString(36)
      .slice(2, 12);
  const comments = Array.from({ length: 300 }, (_, index) => ({
    name: `${random(index)} ${random(index + 1000)}`,
    url: `https://table.example/comments/${1000 + index * 17}`,
    at: new Date(Date.UTC(2026, 3, 1) + index * 50_000_000),
  }));
  const description = Array.from({ length: 40 }, (_, index) => random(index + 5000)).join(" ");
  const data = linkedData(buildRecord({ comments, description }));
  expect(data.comment).toHaveLength(MAX_LISTED_COMMENTS);
  expect(brotliCompressSync(JSON.stringify(data)).length).toBeLessThan(2048);
});

test.each([
  ["<p>No picture.</p>", null],
  ['<p><img src="https://elsewhere.example/a.jpg" alt=""></p>', null],
  [
    '<img src="https://elsewhere.example/media/a.jpg"><img alt="x" src="/media/a/b.jpg?x=1&amp;y=2">',
    "/media/a/b.jpg?x=1&y=2",
  ],
])("the picture of %s", (html, path) => {
  expect(firstPicture(html)).toBe(path);
});
