// What the head of each kind of page tells programs.

import { afterAll, beforeAll, expect, test } from "vitest";
import { setResponseStatus } from "~/responses/response-status.server";
import { upsertSeries } from "~/series/series.server";
import { createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";

let site: TestSite;
let shown: number;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  await upsertSeries(services, { slug: "walks", title: "Walks", status: "under way", intro: "" }, NOW);
  const id = await createPost(services, {
    ...{
      slug: "rooms",
      title: "Rooms </script><script>alert(1)</script> & “silence”",
      summary: "On silence.",
    },
    ...{ writers: ["ada"], tags: ["access"], series: "walks", part: 1, language: "fr", licence: "cc-by-4.0" },
  });
  shown = await createComment(services, id, { name: "Zoë" });
  const hidden = await createComment(services, id, { name: "Hidden" });
  await services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: hidden }, "removed"));
});
afterAll(() => site.close());

const read = async (path: string) => (await site.get(path)).text();
const blocks = (html: string) =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, json = ""]) =>
    JSON.parse(json),
  );
const contentOf = (html: string, name: string) =>
  [...html.matchAll(new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`, "g"))].map(
    ([, text]) => text,
  );

test("a post's page has one block of linked data, from which no title gets out, with the comments that everybody sees", async () => {
  const html = await read("/posts/rooms");
  expect(html).not.toContain("<script>alert");
  const [data, ...others] = blocks(html);
  expect(others).toEqual([]);
  expect(data).toMatchObject({
    ...{
      headline: "Rooms </script><script>alert(1)</script> & “silence”",
      inLanguage: "fr",
      keywords: ["access"],
    },
    ...{ url: `${site.address}/posts/rooms`, commentCount: 1, description: "On silence." },
    isPartOf: { name: "Walks", url: `${site.address}/series/walks` },
    license: "https://creativecommons.org/licenses/by/4.0/",
    author: [{ name: "ada", url: `${site.address}/people/ada` }],
    comment: [{ url: `${site.address}/comments/${shown}`, author: { name: "Zoë" } }],
  });
  expect(contentOf(html, "citation_public_url")).toEqual([`${site.address}/posts/rooms`]);
  expect(contentOf(html, "citation_author")).toEqual(["ada"]);
  expect(contentOf(html, "DC.type")).toEqual(["blogPost"]);
  expect(contentOf(html, "og:type")).toEqual(["article"]);
});

test("a fixed version is cited by its own address; other pages aren't cited", async () => {
  const version = await read("/posts/rooms?version=1");
  expect(contentOf(version, "citation_public_url")).toEqual([`${site.address}/posts/rooms?version=1`]);
  expect(blocks(version)).toEqual([]);
  for (const path of ["/", "/tags/access", `/comments/${shown}/thread`]) {
    const html = await read(path);
    expect([path, contentOf(html, "citation_title"), blocks(html)]).toEqual([path, [], []]);
  }
});

test.each([
  ["/", /^Longtable: /, "Reflective writing, and the conversation it starts"],
  ["/tags", /^Tags · /, "What posts on Longtable are about, by tag."],
  ["/tags/access", /^Filed under access · /, "Posts on Longtable that are filed under access."],
  ["/series", /^Series · /, "Posts on Longtable that belong together, in their order."],
  ["/series/walks", /^Walks · /, "A series of posts on Longtable, with 1 part so far."],
  ["/people/ada", /^ada · /, "Posts and responses by ada on Longtable."],
  ["/archive", /^Archive · /, "All posts on Longtable, by month."],
  ["/archive/2026", /^Archive, 2026 · /, "Posts on Longtable in 2026, by month."],
  ["/archive/2026/03", /^March 2026 · /, "Posts on Longtable in March 2026."],
])("%s says what it is", async (path, title, description) => {
  const html = await read(path);
  expect(/<title>([^<]*)</.exec(html)?.[1]).toMatch(title);
  expect(contentOf(html, "description")).toEqual([description]);
  expect(contentOf(html, "og:description")).toEqual([description]);
  expect(html).toContain(`<link rel="canonical" href="${site.address}${path}"/>`);
});
