// Ways from one page of the site to others: who writes here, tags that go together, and what to read next.

import { afterAll, beforeAll, expect, test } from "vitest";
import { editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { editProfile, PEOPLE_KEY } from "~/people/person.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { upsertSeries } from "~/series/series.server";
import { createMember, UNCITED } from "../../factories/people";
import { buildPost, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";

let site: TestSite;
const read = async (address: string) => (await site.get(address)).text();
const day = (number: number) => new Date(NOW.getTime() + number * 86_400_000);

// With the page cache: what a page shows is forgotten when it changes.
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { PAGE_CACHE: "on" } });
});
afterAll(() => site.close());

test("the people page lists those who wrote published posts, from A to Z, and nobody else", async () => {
  const { services } = site;
  const people = async () =>
    [
      ...(await read("/people")).matchAll(
        /<h2><a href="([^"]*)"[^>]*><bdi>([^<]*)<\/bdi><\/a><\/h2><p[^>]*><span>([^<]*)</g,
      ),
    ].map(([, ...told]) => told.join(" "));
  expect(await read("/people")).toContain("No posts yet.");
  const zoe = await createMember(services.db, "zoe", { name: "Zoë" });
  await createMember(services.db, "reader");
  const ids = [
    await createPost(services, { slug: "one", writers: ["zoe", "bo"] }, day(1)),
    await createPost(services, { slug: "two", writers: ["zoe"], presenters: ["only-presents"] }, day(2)),
  ];
  expect(await people()).toEqual(["/people/bo bo 1 post", "/people/zoe Zoë 2 posts"]);

  await editProfile(
    services,
    zoe.id,
    { name: "Abe", handle: "abe", ...UNCITED, site: "", orcid: "", bio: "Writes *here*.\n\nMore." },
    day(3),
  );
  expect(await people()).toEqual(["/people/abe Abe 2 posts", "/people/bo bo 1 post"]);
  expect(await read("/people")).toContain("<p>Writes <em>here</em>.</p></div>");

  await withdrawPost(services, ids[0] as number, day(4));
  expect(await people()).toEqual(["/people/abe Abe 1 post"]);
  await services.db.write(async (tx) => {
    await tx.db.person.update({ where: { id: zoe.id }, data: { status: "gone" } });
    tx.invalidate(PEOPLE_KEY);
  });
  expect(await people()).toEqual([]);
  await services.db.write(async (tx) => {
    await tx.db.person.update({ where: { id: zoe.id }, data: { status: "present" } });
    tx.invalidate(PEOPLE_KEY);
  });
});

test("a tag names the tags that its published posts have beside it, those with most in common first, then the older", async () => {
  const { services } = site;
  const together = async () =>
    [
      ...(/Often filed together with[\s\S]*?<\/p>/.exec(await read("/tags/rooms"))?.[0] ?? "").matchAll(
        /<bdi>([^<]*)/g,
      ),
    ].map(([, name]) => name);
  const first = buildPost({ slug: "first", tags: ["rooms", "rare", "often"] });
  const id = await createPost(services, first, day(1));
  await createPost(services, { slug: "second", tags: ["often", "rooms"] }, day(1));
  await createPost(services, { slug: "elsewhere", tags: ["often", "apart"] }, day(1));
  expect(await together()).toEqual(["often", "rare"]);
  expect(await read("/tags/apart")).not.toContain("rooms");

  await editPost(services, id, { ...first, tags: ["rooms", "new"] }, day(2));
  expect(await together()).toEqual(["often", "new"]);
  await withdrawPost(services, id, day(3));
  expect(await together()).toEqual(["often"]);
  const many = Array.from({ length: 9 }, (_, at) => `beside ${at}`);
  await createPost(services, { tags: ["rooms", ...many.slice(0, 4)] }, day(4));
  await createPost(services, { tags: ["rooms", ...many.slice(4)] }, day(4));
  expect(await together()).toEqual(["often", ...many.slice(0, 7)]);
});

test("a post names what to read next: posts linked with those that it answers or that answer it, while they are public", async () => {
  const { services } = site;
  const next = async () =>
    [
      ...(/Read next[\s\S]*?<\/p>/.exec(await read("/posts/begun"))?.[0] ?? "").matchAll(
        /<bdi>([A-Z][^<]*)</g,
      ),
    ].map(([, title]) => title);
  const linkTo = (...slugs: string[]) => slugs.map((slug) => `See [it](/posts/${slug}).`).join(" ");
  await createPost(services, { slug: "root", title: "Root" }, day(1));
  await createPost(services, { slug: "begun", title: "Begun", source: linkTo("root") }, day(2));
  expect(await next()).toEqual([]);
  const sibling = await createPost(
    services,
    { slug: "sibling", title: "Sibling", source: linkTo("root") },
    day(3),
  );
  expect(await next()).toEqual(["Sibling"]);

  await createPost(services, { slug: "answer", title: "Answer", source: linkTo("begun") }, day(4));
  const both = buildPost({ slug: "both", title: "Both", source: linkTo("answer", "root") });
  const id = await createPost(services, both, day(5));
  // More links first; what the page names as answered or answering isn't named again.
  expect(await next()).toEqual(["Both", "Sibling"]);
  await editPost(services, id, { ...both, title: "Renamed" }, day(6));
  expect(await next()).toEqual(["Renamed", "Sibling"]);
  await withdrawPost(services, sibling, day(7));
  expect(await next()).toEqual(["Renamed"]);
});

test("what to read next are three posts at most, none by a removed pingback, and no parts of the same series", async () => {
  const { services } = site;
  const next = async () =>
    (/Read next[\s\S]*?<\/p>/.exec(await read("/posts/part-one"))?.[0] ?? "")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  const linkTo = (slug: string) => `See [it](/posts/${slug}).`;
  await upsertSeries(services, { slug: "walks", title: "Walks", status: "under way", intro: "" }, NOW);
  await createPost(services, { slug: "origin", title: "Origin" }, day(1));
  const part = (number: number) => ({ series: "walks", part: number, source: linkTo("origin") });
  await createPost(services, { ...part(1), slug: "part-one", title: "Part one" }, day(2));
  await createPost(services, { ...part(2), title: "Part two" }, day(3));
  expect(await next()).toBe("");
  const ids: number[] = [];
  for (const title of ["A", "B", "C", "D"])
    ids.push(await createPost(services, { title, source: linkTo("origin") }, day(4)));
  expect(await next()).toBe("Read next D by ken C by ken B by ken");
  const { id } = await services.db.pingback.findFirstOrThrow({ where: { sourcePostId: ids[3] as number } });
  await services.db.write((tx) => setResponseStatus(tx, { kind: "pingback", id }, "removed"));
  expect(await next()).toBe("Read next C by ken B by ken A by ken");
});
