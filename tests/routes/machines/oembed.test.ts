// Embeds of posts and responses on other sites.

import { afterAll, beforeAll, expect, test } from "vitest";
import { setResponseStatus } from "~/responses/response-status.server";
import { createMember } from "../../factories/people";
import { createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { cacheCounts } from "../kept-pages";

let site: TestSite;
let postId: number;
let commentId: number;
let keptOff: number;
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
  const { services } = site;
  const summary = `Rooms & <em>silence</em>. ${"Quiet words. ".repeat(12)}`;
  const post = { slug: "rooms", title: "Quiet <rooms>", summary, writers: ["ada", "bo"], language: "fr" };
  postId = await createPost(services, post);
  const zoe = await createMember(services.db, "zoe", { role: "reader", name: "Zoë" });
  commentId = await createComment(services, postId, { body: "So *it* is." }, { viewer: zoe });
  keptOff = await createComment(services, await createPost(services, { slug: "kept-off", noindex: true }));
});
afterAll(() => site.close());

const ask = (url: string, more = "") => site.get(`/oembed?url=${encodeURIComponent(url)}${more}`);
const at = (path: string) => site.address + path;
const readEmbed = async (path: string, more = "") => {
  const answer = await ask(at(path), more);
  expect([path, answer.status, answer.headers.get("Content-Type")]).toEqual([
    path,
    200,
    "application/json; charset=utf-8",
  ]);
  return (await answer.json()) as Record<string, string | number> & { html: string };
};

test("a post is embedded as a quotation with its writers, its title, the site and the day", async () => {
  const { html, height, ...embed } = await readEmbed("/posts/rooms");
  expect(embed).toEqual({
    ...{ version: "1.0", type: "rich", title: "Quiet <rooms>", author_name: "ada, bo" },
    ...{ provider_name: "Longtable", provider_url: site.address, cache_age: 3600, width: 600 },
  });
  expect(height).toBeGreaterThan(100);
  expect(html).toMatch(
    /^<blockquote cite="[^"]*\/posts\/rooms"><p lang="fr">Rooms &amp; &lt;em&gt;silence&lt;/,
  );
  expect(html).toContain(`<a href="${at("/people/ada")}">ada</a>, <a href="${at("/people/bo")}">bo</a>`);
  expect(html).toContain(`<cite><a href="${at("/posts/rooms")}">Quiet &lt;rooms&gt;</a></cite>`);
  expect(html).toContain(`<time datetime="${NOW.toISOString()}">`);
  expect(html).not.toMatch(/<(script|iframe|img)|style=/);
});

test("a response is embedded by its own address, its thread's, and its place on the page of its post", async () => {
  const embed = await readEmbed(`/comments/${commentId}`);
  expect(embed).toMatchObject({ title: "Zoë on “Quiet <rooms>”", author_url: at("/people/zoe") });
  expect(embed.html).toContain("<p>So it is.</p>");
  for (const path of [`/comments/${commentId}/thread`, `/posts/rooms?page=1#comment-${commentId}`])
    expect(await readEmbed(path)).toEqual(embed);
});

test("the quotation fits the width and the height asked for", async () => {
  const whole = await readEmbed("/posts/rooms");
  const small = await readEmbed("/posts/rooms", "&maxwidth=300&maxheight=150");
  expect([small.width, small.height]).toEqual([300, expect.toSatisfy((height) => height <= 150)]);
  expect(small.html.length).toBeLessThan(whole.html.length);
  expect(small.html).toMatch(/…<\/p>/);
  expect((await readEmbed("/posts/rooms", "&maxwidth=2000")).width).toBe(600);
});

test("the same is given as XML", async () => {
  const answer = await ask(at("/posts/rooms"), "&format=xml");
  expect(answer.headers.get("Content-Type")).toBe("text/xml; charset=utf-8");
  const text = await answer.text();
  expect(text).toContain(
    "<oembed>\n<version>1.0</version>\n<type>rich</type>\n<title>Quiet &lt;rooms&gt;</title>",
  );
  expect(text).toContain("<html>&lt;blockquote cite=");
});

test("refuses what isn't a public post or response of this site, other formats and impossible sizes", async () => {
  const answers: [url: string, status: number, more?: string][] = [
    ["", 400],
    ["x".repeat(600), 400],
    [at("/posts/rooms"), 501, "&format=yaml"],
    [at("/posts/rooms"), 501, "&format=constructor"],
    ...["0", "-5", "wide", "99999", ""].map((wide): [string, number, string] => [
      ...([at("/posts/rooms"), 400] as const),
      `&maxwidth=${wide}`,
    ]),
    ...[
      "nonsense",
      "https://elsewhere.example/posts/rooms",
      "javascript:alert(1)",
      at("/"),
      at("/posts/none"),
    ].map((url): [string, number] => [url, 404]),
    ...[
      "/posts/kept-off",
      `/comments/${keptOff}`,
      "/comments/99999999999",
      "/people/ada",
      "/posts/%2500",
    ].map((path): [string, number] => [at(path), 404]),
  ];
  for (const [url, status, more] of answers)
    expect([url, more, (await ask(url, more)).status]).toEqual([url, more, status]);
  expect((await site.get("/oembed")).status).toBe(400);
  expect((await site.get(`/oembed?url=${at("/posts/rooms")}%00`)).status).toBe(400);
});

test("an embed is kept, follows its text, and is gone with its response", async () => {
  const address = `/comments/${commentId}`;
  await readEmbed(address);
  const { hit } = await cacheCounts(site);
  await readEmbed(address);
  expect((await cacheCounts(site)).hit).toBe(hit + 1);
  await site.services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: commentId }, "removed"));
  expect((await ask(at(address))).status).toBe(404);
  await site.services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: commentId }, "approved"));
});

test("pages name their embeds, except of a post that is kept off search engines", async () => {
  const links = async (path: string) =>
    [...(await (await site.get(path)).text()).matchAll(/<link[^>]*oembed"[^>]*>/g)].map(([link]) => link);
  const found = await links("/posts/rooms");
  expect(found.map((link) => /type="([^"]*)"/.exec(link)?.[1])).toEqual([
    "application/json+oembed",
    "text/xml+oembed",
  ]);
  for (const link of [...found, ...(await links(`/comments/${commentId}/thread`))]) {
    const [, href = ""] = /href="([^"]*)"/.exec(link) ?? [];
    expect((await fetch(href.replaceAll("&amp;", "&"))).status).toBe(200);
  }
  for (const path of ["/posts/kept-off", `/comments/${keptOff}/thread`])
    expect(await links(path)).toEqual([]);
});
