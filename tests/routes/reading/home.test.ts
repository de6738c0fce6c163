import { beforeAll, expect, test } from "vitest";
import { FORMAT_NAMES, feedPath } from "~/feeds/feed";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { openDatabase } from "~/platform/database/database.server";
import { POSTS_PER_PAGE } from "~/posts/post.server";
import { newDatabaseUrl, render } from "../../factories/database";
import { createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { forgottenBy } from "../kept-pages";

/** The titles of a list of posts, and its links to newer and older ones. */
async function readList(site: TestSite, address: string) {
  const html = await (await site.get(address)).text();
  return {
    titles: [
      ...html.matchAll(
        /<h[23] class="card-title" dir="auto"><a href="\/posts\/[^"]*">([^<]*)<\/a><\/h[23]>/g,
      ),
    ].map((match) => match[1]),
    newer: /<a href="([^"]*)" rel="prev"/.exec(html)?.[1],
    older: /<a href="([^"]*)" rel="next"/.exec(html)?.[1],
  };
}

/** One post more than two pages. The posts around the first border have the same time. */
const ALL = 2 * POSTS_PER_PAGE + 1;
const BORDER = ALL - POSTS_PER_PAGE;
const newestFirst = Array.from({ length: ALL }, (_, index) => `No. ${ALL - index}`);

/** A database that is filled once, and of which each test gets a copy. */
let filled: string;
beforeAll(async () => {
  filled = await newDatabaseUrl();
  const db = openDatabase(filled);
  for (let number = 1; number <= ALL; number++) {
    const minute = Math.abs(number - BORDER) <= 2 ? BORDER : number;
    const at = new Date(Date.UTC(2026, 2, 1, 0, minute));
    await createPost({ db, render }, { slug: `p-${number}`, title: `No. ${number}`, tags: ["all"] }, at);
  }
  // On PostgreSQL a site reads the latest changes again two seconds after it opened, and then forgets all pages that show them.
  await db.change.deleteMany();
  await db.close();
});

const openTwoPagesAndOne = async () =>
  openTestSite({ databaseUrl: await newDatabaseUrl({ template: filled }) });

test.each(["/", "/tags/all", "/people/ken", "/archive/2026/03"])(
  "pages through every post of %s and back",
  async (list) => {
    const site = await openTwoPagesAndOne();
    const seen: (string | undefined)[] = [];
    let page = await readList(site, list);
    expect([page.newer, page.titles.length]).toEqual([undefined, POSTS_PER_PAGE]);
    seen.push(...page.titles);
    while (page.older) {
      page = await readList(site, page.older);
      seen.push(...page.titles);
    }
    expect(seen).toEqual(newestFirst);
    page = await readList(site, page.newer ?? "");
    expect(page.titles).toEqual(newestFirst.slice(POSTS_PER_PAGE, 2 * POSTS_PER_PAGE));
    page = await readList(site, page.newer ?? "");
    expect([page.titles, page.newer]).toEqual([newestFirst.slice(0, POSTS_PER_PAGE), undefined]);
  },
);

test("pages on when the post at the border is withdrawn, in every list", async () => {
  const site = await openTwoPagesAndOne();
  const lists = ["/", "/tags/all", "/people/ken", "/archive/2026/03"];
  const links = await Promise.all(lists.map(async (list) => (await readList(site, list)).older ?? ""));
  const before = await Promise.all(links.map((link) => readList(site, link)));
  const border = Number(/before=(\d+)/.exec(links[0] ?? "")?.[1]);
  await withdrawPost(site.services, border, NOW);
  for (const [index, link] of links.entries()) {
    expect(link).toContain(`before=${border}`);
    expect((await site.get(link)).status).toBe(200);
    expect((await readList(site, link)).titles).toEqual(before[index]?.titles);
  }
});

test("pages on when the post at the border is deleted, in every list", async () => {
  const site = await openTwoPagesAndOne();
  const lists = ["/", "/tags/all", "/people/ken", "/archive/2026/03"];
  const links = await Promise.all(lists.map(async (list) => (await readList(site, list)).older ?? ""));
  const before = await Promise.all(links.map((link) => readList(site, link)));
  const newer = before.map((page) => page.newer ?? "");
  const border = Number(/before=(\d+)/.exec(links[0] ?? "")?.[1]);
  await site.services.db.post.delete({ where: { id: border } });
  for (const [index, link] of links.entries()) {
    expect((await site.get(link)).status).toBe(200);
    expect((await readList(site, link)).titles).toEqual(before[index]?.titles);
  }
  const firstOlder = Number(/after=(\d+)/.exec(newer[0] ?? "")?.[1]);
  await site.services.db.post.delete({ where: { id: firstOlder } });
  for (const link of newer) {
    expect(link).toContain(`after=${firstOlder}`);
    expect((await site.get(link)).status).toBe(200);
  }
});

test("names older pages in their titles, with canonical URLs of their own and no introduction of the site", async () => {
  const site = await openTwoPagesAndOne();
  for (const list of ["/", "/tags/all", "/people/ken", "/archive/2026/03"]) {
    const { older = "" } = await readList(site, list);
    const [first, second] = await Promise.all([list, older].map(async (at) => (await site.get(at)).text()));
    expect(canonicalOf(first)).toBe(site.address + list);
    expect(canonicalOf(second)).toBe(site.address + older);
    expect(titleOf(first)).not.toMatch(/older posts/i);
    expect(titleOf(second)).toMatch(/older posts/i);
    expect(second).not.toContain("Recent responses");
  }
});

const canonicalOf = (html = "") => /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1];
const titleOf = (html = "") => /<title>([^<]*)</.exec(html)?.[1];

test("keeps an older page cached when a response appears on the first", async () => {
  const site = await openTwoPagesAndOne();
  const { older = "" } = await readList(site, "/");
  const newest = await site.services.db.post.findFirstOrThrow({ where: { slug: "p-25" } });
  const forgotten = await forgottenBy(site, ["/", older], () => createComment(site.services, newest.id));
  expect(forgotten).toEqual(["/"]);
});

test("says that a site has no posts", async () => {
  const site = await openTestSite();
  const answer = await site.get("/");
  expect([answer.status, (await answer.text()).includes("No posts yet")]).toEqual([200, true]);
});

/** The text of the home page's main element. */
const readHome = async (site: TestSite) => {
  const html = await (await site.get("/")).text();
  return html.slice(html.indexOf("<main"), html.indexOf("</main>"));
};

test("shows the first lines of the newest post only, below its summary", async () => {
  const site = await openTestSite();
  const post = (name: string) => ({ summary: `On ${name}.`, source: `How ${name} began.\n\nIt went on.` });
  await createPost(site.services, post("doors"), new Date("2026-03-01"));
  await createPost(site.services, { ...post("tables"), title: "Tables" }, new Date("2026-03-02"));
  const html = await readHome(site);
  expect(html).toMatch(/On tables\.[\s\S]*How tables began\. It went on\.[\s\S]*"Continue reading: Tables"/);
  expect(html).toContain("On doors.");
  expect(html).not.toContain("How doors began.");
});

test("shows a summary with typographic punctuation everywhere, and stores it as typed", async () => {
  const site = await openTestSite();
  const summary = '"Doors" -- and forms...';
  const id = await createPost(site.services, { slug: "doors", summary, tags: ["all"] });
  const feeds = FORMAT_NAMES.map((format) => feedPath("/people/ken", format));
  for (const path of ["/", "/tags/all", "/people/ken", "/posts/doors", ...feeds]) {
    const text = await (await site.get(path)).text();
    expect(text, path).toContain("“Doors” – and forms…");
    expect(text, path).not.toContain("and forms...");
  }
  expect((await site.services.db.post.findUnique({ where: { id } }))?.summary).toBe(summary);
});

test("shows first lines once when they are also the summary", async () => {
  const site = await openTestSite();
  await createPost(site.services, { source: "How it began." });
  expect((await readHome(site)).split("How it began.").length).toBe(2);
});

test("lists recent responses between the third and the fourth post", async () => {
  const site = await openTestSite();
  for (let day = 1; day <= 4; day++) {
    const id = await createPost(site.services, { title: `No. ${day}` }, new Date(Date.UTC(2026, 2, day)));
    if (day === 4) await createComment(site.services, id, { body: "So it is." });
  }
  const html = await readHome(site);
  const places = [">No. 4<", ">No. 3<", ">No. 2<", "So it is.", ">No. 1<"].map((text) => html.indexOf(text));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
});

test("nests headings of cards below the page's headings", async () => {
  const site = await openTestSite();
  for (let count = 0; count < 5; count++) await createPost(site.services, { tags: ["all"] });
  const levels = async (path: string) => {
    const html = await (await site.get(path)).text();
    return [...html.matchAll(/<h([1-6])[ >]/g)].map((match) => Number(match[1]));
  };
  expect(await levels("/")).toEqual([1, 2, 3, 3, 3, 2, 3, 3]);
  expect(await levels("/people/ken")).toEqual([1, 2, 3, 3, 3, 3, 3]);
  expect(await levels("/tags/all")).toEqual([1, 2, 2, 2, 2, 2]);
  expect(await levels("/archive/2026/03")).toEqual([1, 2, 2, 2, 2, 2]);
});
