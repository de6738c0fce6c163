import { afterAll, beforeAll, expect, test } from "vitest";
import { ARCHIVE_TITLES } from "~/posts/archive/archive.server";
import { createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";

const read = async (site: TestSite, path: string) => (await site.get(path)).text();
const monthsOf = (html: string) =>
  [...html.matchAll(/<h2 id="month-(\d{4}-\d\d)"/g)].map((match) => match[1]);
const titlesOf = (html: string) =>
  [...html.matchAll(/<p><a href="\/posts\/[^"]*"><bdi>([^<]*)<\/bdi><\/a>/g)].map((match) => match[1]);

/** A site with a post in each of three months of two years, which the tests only read. */
let threeMonths: TestSite;
beforeAll(async () => {
  threeMonths = await openTestSite({ close: "later" });
  await createPost(threeMonths.services, { title: "Oldest" }, new Date("2025-12-31T12:00:00Z"));
  await createPost(threeMonths.services, { title: "Middle" }, new Date("2026-06-01T12:00:00Z"));
  await createPost(threeMonths.services, { title: "Newest" }, new Date("2026-06-02T12:00:00Z"));
});
afterAll(() => threeMonths.close());

test("lists titles by month, the newest first, and links to the years", async () => {
  const html = await read(threeMonths, "/archive");
  expect(monthsOf(html)).toEqual(["2026-06", "2025-12"]);
  expect(titlesOf(html)).toEqual(["Newest", "Middle", "Oldest"]);
  expect(html).toMatch(/<a href="\/archive\/2026">2026<\/a>[\s\S]*<a href="\/archive\/2025">2025<\/a>/);
});

test("lists the titles of a year, and marks it among the years", async () => {
  const html = await read(threeMonths, "/archive/2026");
  expect(titlesOf(html)).toEqual(["Newest", "Middle"]);
  expect(html).toContain('<a href="/archive/2026" aria-current="page">2026</a>');
});

test("redirects a month of one digit to two digits", async () => {
  const answer = await threeMonths.get("/archive/2026/6");
  expect([answer.status, answer.headers.get("Location")]).toEqual([301, "/archive/2026/06"]);
  expect((await threeMonths.get("/archive/2026/06")).status).toBe(200);
});

test.each(["/archive/2024", "/archive/202", "/archive/2026/0", "/archive/2026/13", "/archive/2026-06"])(
  "answers %s with 404 and a link to the archive",
  async (path) => {
    const answer = await threeMonths.get(path);
    expect([answer.status, (await answer.text()).includes('href="/archive"')]).toEqual([404, true]);
  },
);

test("links a long archive to all posts of the last month shown, and to older months by name", async () => {
  const site = await openTestSite();
  await createPost(site.services, { title: "Older" }, new Date("2026-02-10T12:00:00Z"));
  for (let count = 0; count <= ARCHIVE_TITLES; count++)
    await createPost(site.services, {}, new Date("2026-03-10T12:00:00Z"));
  const html = await read(site, "/archive");
  expect(titlesOf(html).length).toBe(ARCHIVE_TITLES);
  expect(html).toContain(`<a href="/archive/2026/03">All ${ARCHIVE_TITLES + 1} posts of March 2026</a>`);
  expect(html).toContain('<a href="/archive/2026/02">February 2026</a> <span class="count">1</span>');
  expect(titlesOf(await read(site, "/archive/2026"))).toContain("Older");
});

test("says that an archive has no posts", async () => {
  const site = await openTestSite();
  expect(await read(site, "/archive")).toContain("No posts yet.");
});
