// The versions of a post, and the fixed address of each.

import { beforeEach, expect, test } from "vitest";
import { editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { removeVersion } from "~/flows/versions/remove-version.server";
import type { PostInput } from "~/posts/post.schema";
import { createMember } from "../../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";
import { forgottenBy } from "../../kept-pages";

const HOUR_MS = 60 * 60 * 1000;
let site: TestSite;
let post: PostInput;
let postId: number;

const hours = (count: number) => new Date(NOW.getTime() + count * HOUR_MS);
const edit = (change: Partial<PostInput>, at: Date) => {
  post = { ...post, ...change };
  return editPost(site.services, postId, post, at);
};
const read = async (address: string) => {
  const answer = await site.get(address);
  return { status: answer.status, location: answer.headers.get("Location"), html: await answer.text() };
};

beforeEach(async () => {
  site = await openTestSite();
  post = buildPost({ slug: "rooms", title: "Rooms", source: "A *quiet* room." });
  postId = await createPost(site.services, post);
});

const numbersIn = (html: string) =>
  [...html.matchAll(/class="version-name"[^>]*>Version (?:<!-- -->)?(\d+)</g)].map(([, n]) => n);

test("readers see edits within ten minutes as one, and no date of an edit before the next", async () => {
  await edit({ source: "A *quiet* hall." }, new Date(NOW.getTime() + 60_000));
  expect((await read("/posts/rooms")).html).not.toContain("edited");
  await edit({ source: "A *loud* hall." }, hours(30));
  const { html } = await read("/posts/rooms");
  expect(html).toMatch(/<a href="\/posts\/rooms\/history"[^>]*>edited <time[^>]*>March 31, 2026</);
  expect(numbersIn((await read("/posts/rooms/history")).html)).toEqual(["3", "2"]);
});

test("shows what a version changed since the edit before", async () => {
  await edit({ source: "A *quiet* hall." }, new Date(NOW.getTime() + 60_000));
  await edit({ source: "A *loud* hall." }, hours(1));
  const { html } = await read("/posts/rooms/history?version=3");
  expect(html).toContain("Compared with version 2");
  expect(html).toMatch(/<del>.*quiet.*<\/del><ins>.*loud.*<\/ins>/);
  expect(html).not.toContain("room.");
  expect((await read("/posts/rooms/history?version=1")).html).toContain("no version before it");
});

test("a version has a fixed address: rendered, marked, not indexed, without responses", async () => {
  await createComment(site.services, postId, { body: "A response." });
  await edit({ title: "Halls", source: "A *loud* hall." }, hours(1));
  const { status, html } = await read("/posts/rooms?version=1");
  expect(status).toBe(200);
  expect(html).toMatch(/<h1[^>]*>Rooms<\/h1>/);
  expect(html).toContain("A <em>quiet</em> room.");
  expect(html).toContain("This is not the newest version.");
  expect(html).toContain('<meta name="robots" content="noindex"/>');
  expect(html).toContain(`<link rel="canonical" href="${site.address}/posts/rooms"/>`);
  expect(html).not.toMatch(/A response\.|<form[^>]*respond/);
  expect((await read("/posts/rooms?version=2")).html).toContain("This is the newest version.");
});

test.each(["3", "0", "01", "-1", "x", "", "1e3", "9999999", "1&page=1"])(
  "answers version %j, which there isn’t, with 404",
  async (version) => {
    const { status, html } = await read(`/posts/rooms?version=${version}`);
    expect([status, html.includes("Version not found")]).toEqual([404, true]);
  },
);

test("a former address leads to the same version, and to the versions", async () => {
  await edit({ slug: "halls" }, hours(1));
  expect(await read("/posts/rooms?version=1")).toMatchObject({
    status: 301,
    location: "/posts/halls?version=1",
  });
  expect(await read("/posts/rooms/history")).toMatchObject({ status: 301, location: "/posts/halls/history" });
});

test("a version that was removed answers 410, and the history says so without its text", async () => {
  await edit({ source: "A *secret* hall." }, hours(1));
  await edit({ source: "A *loud* hall." }, hours(2));
  const pages = ["/posts/rooms?version=2", "/posts/rooms/history", "/posts/rooms/history?version=3"];
  const remove = () => removeVersion(site.services, { postId, number: 2 }, hours(3));
  expect(await forgottenBy(site, pages, remove)).toEqual(pages);
  const { status, html } = await read("/posts/rooms?version=2");
  expect([status, html.includes("An editor has removed version 2 of this post.")]).toEqual([410, true]);
  expect((await read("/posts/rooms/history")).html).toMatch(/Removed <time/);
  const changes = await read("/posts/rooms/history?version=3");
  expect(changes.html).toContain("Compared with version 1");
  expect(changes.html).not.toContain("secret");
  expect((await read("/posts/rooms/history?version=2")).status).toBe(410);
});

test("an editor removes a version after a second question, but not the newest", async () => {
  await edit({ source: "A *loud* hall." }, hours(1));
  const eve = await createMember(site.services.db, "eve", { role: "editor" });
  const editor = new Visitor(site, eve.cookie);
  expect((await editor.get("/posts/rooms/history")).html).toContain("/posts/rooms/history/1/remove");
  const newest = await editor.get("/posts/rooms/history/2/remove");
  expect(newest.html).toContain("This is the version that readers see.");
  expect(newest.html).not.toContain("Remove version</button>");
  expect((await editor.post("/posts/rooms/history/2/remove")).status).toBe(409);
  expect((await read("/posts/rooms?version=2")).status).toBe(200);
  expect((await editor.get("/posts/rooms/history/1/remove")).html).toContain("Remove version</button>");
  expect((await editor.post("/posts/rooms/history/1/remove")).location).toBe("/posts/rooms/history");
  expect((await read("/posts/rooms?version=1")).status).toBe(410);
  expect((await editor.post("/posts/rooms/history/1/remove")).status).toBe(410);
});

test("an editor finds the versions within an edit, of which readers see the last", async () => {
  await edit({ source: "A *quiet* hall." }, new Date(NOW.getTime() + 60_000));
  const eve = await createMember(site.services.db, "eve", { role: "editor" });
  const { html } = await new Visitor(site, eve.cookie).get("/posts/rooms/history");
  expect([numbersIn(html), html.includes("/history/1/remove")]).toEqual([["2", "1"], true]);
});

test("restores a version into the editor, and readers see it only after an update", async () => {
  await edit({ source: "A *loud* hall." }, hours(1));
  const ken = await createMember(site.services.db, "eve", { role: "editor" });
  const editor = new Visitor(site, ken.cookie);
  expect((await editor.get("/posts/rooms/history/1/restore")).html).toContain("Restore version 1?");
  const { status, location } = await editor.post("/posts/rooms/history/1/restore");
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/write\/\d+$/)]);
  expect((await editor.get(location ?? "")).html).toMatch(
    /<textarea[^>]*name="body"[^>]*>\n?A \*quiet\* room\.</,
  );
  expect((await read("/posts/rooms")).html).toContain("A <em>loud</em> hall.");
});

test("a withdrawn post takes its versions and its history with it", async () => {
  await edit({ source: "A *loud* hall." }, hours(1));
  const pages = ["/posts/rooms?version=1", "/posts/rooms/history", "/posts/rooms/history?version=2"];
  for (const page of pages) expect((await read(page)).status).toBe(200);
  await withdrawPost(site.services, postId, hours(2));
  for (const page of pages) expect(await read(page)).toMatchObject({ status: 410 });
});
