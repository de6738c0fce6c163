// Invalidation of the page cache: a change refreshes every page that shows it, and no other.

import { expect, test } from "vitest";
import { deletePost, editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { upsertPerson } from "~/people/portability/upsert-person.server";
import { upsertSeries } from "~/series/series.server";
import { saveSettings } from "~/site/site.server";
import { buildPost, createComment, createPerson, createPost, NOW } from "../factories/posts";
import { buildSettings } from "../factories/settings";
import { openTestSite } from "../factories/site";
import { forgottenBy } from "./kept-pages";

const FEBRUARY = new Date("2026-02-10T09:00:00Z");

/** Post `a` by ken links to post `b` by ada, published a month earlier. */
async function openBlog() {
  const site = await openTestSite();
  const { services } = site;
  await upsertSeries(services, { slug: "walks", title: "Walks", status: "under way", intro: "" }, FEBRUARY);
  await upsertSeries(services, { slug: "plans", title: "Plans", status: "under way", intro: "" }, FEBRUARY);
  const b = buildPost({ slug: "b", title: "B", writers: ["ada"], tags: ["shared", "only b"] });
  const bId = await createPost(services, b, FEBRUARY);
  const a = buildPost({
    slug: "a",
    title: "A",
    source: "As [B](/posts/b) says.",
    tags: ["shared", "only a"],
    series: "walks",
    part: 1,
  });
  const aId = await createPost(services, a);
  return { site, services, a, aId, b, bId };
}

type Blog = Awaited<ReturnType<typeof openBlog>>;

/** Pages of A's series. */
const COURSE = ["/series/walks", "/series/walks/responses"];
const OF_A = ["/posts/a", "/tags/shared", "/tags/only-a", "/people/ken", "/archive/2026/03", ...COURSE];
const OF_B = ["/posts/b", "/tags/shared", "/tags/only-b", "/people/ada", "/archive/2026/02"];
const LISTS = ["/tags", "/archive", "/archive/2026", "/series"];
const ALL = [...new Set(["/", ...OF_A, ...OF_B, ...LISTS])];
/** Pages with the titles of posts. */
const TITLES = ["/tags", "/archive", "/archive/2026"];

const noted = buildSettings({ tagline: "Another" });

test.each<[string, (blog: Blog) => Promise<unknown>, string[]]>([
  ["a comment on A", ({ services, aId }) => createComment(services, aId), ["/", ...OF_A]],
  ["a comment on B", ({ services, bId }) => createComment(services, bId), ["/", ...OF_B]],
  [
    "a new title of A, which B shows as a pingback",
    ({ services, a, aId }) => editPost(services, aId, { ...a, title: "New" }, NOW),
    ALL,
  ],
  [
    "a removed link of A",
    ({ services, a, aId }) => editPost(services, aId, { ...a, source: "On my own." }, NOW),
    ALL,
  ],
  [
    "a new post by A's author with a tag of B",
    ({ services }) => createPost(services, { tags: ["only b"] }),
    ["/", ...TITLES, "/tags/only-b", "/archive/2026/03", "/people/ken"],
  ],
  [
    "a new post by another person with another tag",
    ({ services }) => createPost(services, { tags: ["only c"], writers: ["zoe"] }, FEBRUARY),
    ["/", ...TITLES, "/archive/2026/02"],
  ],
  [
    "a new part of the series",
    ({ services }) => createPost(services, { series: "walks", part: 2, writers: ["zoe"] }),
    ["/", "/posts/a", "/series", ...COURSE, ...TITLES, "/archive/2026/03"],
  ],
  ["a withdrawal of A", ({ services, aId }) => withdrawPost(services, aId, NOW), ALL],
  [
    "a deletion of B, which A answers",
    ({ services, bId }) => deletePost(services, bId, NOW),
    ["/", "/posts/a", ...OF_B, ...TITLES],
  ],
  ["a change of the site's settings", ({ services }) => saveSettings(services, noted), ALL],
  ["a new person without posts", ({ services }) => createPerson(services, "new"), []],
  [
    "a transaction that is rolled back",
    ({ services, aId }) => createComment(services, aId, { to: 404 }).catch(() => {}),
    [],
  ],
])("refreshes after %s the pages that show it, and no other", async (_what, change, refreshed) => {
  const blog = await openBlog();
  const forgotten = await forgottenBy(blog.site, ALL, () => change(blog));
  expect(forgotten.sort()).toEqual([...new Set(refreshed)].sort());
});

test.each([
  [
    "a person's new name",
    (blog: Blog) => upsertPerson(blog.services, { handle: "ken", name: "New name", bio: "" }, NOW),
    // The responses name the people who wrote them.
    ["/", ...OF_A.filter((page) => !page.endsWith("/responses")), "/posts/b", "/archive", "/archive/2026"],
  ],
  [
    "a series' new title",
    (blog: Blog) =>
      upsertSeries(blog.services, { slug: "walks", title: "New name", status: "under way", intro: "" }, NOW),
    ["/", "/posts/a", "/tags/shared", "/people/ken", "/archive/2026/03", ...COURSE],
  ],
  [
    "a new title of a series without parts",
    (blog: Blog) =>
      upsertSeries(blog.services, { slug: "plans", title: "New name", status: "under way", intro: "" }, NOW),
    ["/", "/series", "/series/plans", "/series/plans/responses", "/series/plans/map"],
  ],
])("shows %s on every page that names it", async (_what, change, pages) => {
  const blog = await openBlog();
  for (const page of pages) await blog.site.get(page);
  await change(blog);
  const stale: string[] = [];
  for (const page of pages)
    if (!(await (await blog.site.get(page)).text()).includes("New name")) stale.push(page);
  expect(stale).toEqual([]);
});

test("shows the change on the refreshed page", async () => {
  const { site, services, aId } = await openBlog();
  await site.get("/posts/a");
  await createComment(services, aId, { body: "I walked there too." });
  expect(await (await site.get("/posts/a")).text()).toContain("I walked there too.");
});

test("renders every page anew with PAGE_CACHE=off, and still sends an ETag", async () => {
  const site = await openTestSite({ env: { PAGE_CACHE: "off" } });
  await createPost(site.services, { slug: "a" });
  const tags = [await site.get("/tags"), await site.get("/tags")].map((answer) => answer.headers.get("ETag"));
  expect(tags[0]).toMatch(/^"[\w-]+"$/);
  expect(tags[1]).toBe(tags[0]);
});
