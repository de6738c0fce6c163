import { beforeAll, expect, test } from "vitest";
import { RENDER_VERSION } from "~/markdown/version";
import { anonymisePerson } from "~/people/person.server";
import { isRepairable } from "~/platform/inconsistency";
import { checkSite } from "~/portability/check-site.server";
import { newDatabaseUrl, openIndexed, render } from "../factories/database";
import { createComment, createPerson, createPost, NOW } from "../factories/posts";
import { openRaw } from "../factories/raw-database";
import { addComments, fillSite, open } from "./sites";

/** A database that is filled once, and of which each test gets a copy. */
let filled: { url: string; postId: number };
beforeAll(async () => {
  const url = await newDatabaseUrl();
  const db = openIndexed(url);
  const { postId } = await fillSite({ db, render, url });
  await db.close();
  filled = { url, postId };
});

async function newSite() {
  const site = open(await newDatabaseUrl({ template: filled.url }));
  return { site, postId: filled.postId, raw: await openRaw(site.url) };
}

const linesOf = (faults: { row: string; problem: string }[]) =>
  faults.map(({ row, problem }) => `${row} ${problem}`);

test("finds no inconsistency in a site made by commands, with drafts, long discussions and a deleted person", async () => {
  const { site, postId } = await newSite();
  const gone = await createPerson(site, "kim");
  await site.db.write((tx) => anonymisePerson(tx, gone));
  await createPost(site, { source: "Again [the first](/posts/first), and [a comment](/comments/1)." });
  await addComments(site, postId, 296);
  for (let count = 0; count < 6; count++)
    await createComment(site, postId, { to: count % 3 ? undefined : 1 });
  expect(await checkSite(site, { repair: false, now: NOW })).toEqual({ repaired: [], left: [], notes: [] });
});

test.each([
  [
    "a response count",
    'UPDATE "Post" SET "responseCount" = 9 WHERE id = 1',
    "post 1 has a response count of 9 instead of 3",
  ],
  [
    "a last response number",
    'UPDATE "Post" SET "responseNumber" = 1 WHERE id = 1',
    "post 1 has 1 as its last response number instead of 3",
  ],
  [
    "the date of a newest response",
    'UPDATE "Post" SET "respondedAt" = NULL WHERE id = 1',
    "post 1 has no date as the date of its newest response instead of 2026-03-30T09:00:00.000Z",
  ],
  [
    "a reply count",
    'UPDATE "Comment" SET "replyCount" = 4 WHERE id = 1',
    "comment 1 has a reply count of 4 instead of 1",
  ],
  [
    "a comment's path",
    `UPDATE "Comment" SET path = '000z' WHERE id = 2`,
    "comment 2 has the path 000z instead of 00020003",
  ],
  [
    "a month's post count",
    'UPDATE "Month" SET "postCount" = 9',
    "month 2026-03 has a post count of 9 instead of 2",
  ],
  ["a missing month", 'DELETE FROM "Month"', "month 2026-03 has a post count of 0 instead of 2"],
  [
    "a month without posts",
    `INSERT INTO "Month" ("month", "postCount") VALUES ('1999-01', 1)`,
    "month 1999-01 has a post count of 1 instead of 0",
  ],
  [
    "a tag's post count",
    'UPDATE "Tag" SET "postCount" = 0 WHERE id = 1',
    "tag 1 has a post count of 0 instead of 2",
  ],
  [
    "a post's month",
    `UPDATE "Post" SET month = '1999-01' WHERE id = 1`,
    "post 1 is in the archive of 1999-01 instead of 2026-03",
  ],
  [
    "a byline's date",
    `UPDATE "Byline" SET "publishedAt" = NULL WHERE "postId" = 2`,
    "post 2 has a different date on the page of person 1",
  ],
  [
    "a date under a tag",
    `UPDATE "PostTag" SET "publishedAt" = '2020-01-01T00:00:00.000+00:00' WHERE "postId" = 2`,
    "post 2 has a different date under tag 1",
  ],
  [
    "a pingback's sentence",
    `UPDATE "Pingback" SET sentence = 'Other.'`,
    "pingback 1 has a different sentence than the link in post 2",
  ],
  [
    "a post's HTML",
    'UPDATE "Post" SET "renderVersion" = 0 WHERE id = 1',
    `post 1 was rendered with version 0 instead of ${RENDER_VERSION}`,
  ],
  [
    "a comment's HTML",
    `UPDATE "Comment" SET "renderVersion" = 0, html = '' WHERE id = 1`,
    `comment 1 was rendered with version 0 instead of ${RENDER_VERSION}`,
  ],
  [
    "the site's HTML",
    'UPDATE "Site" SET "renderVersion" = 0',
    `site was rendered with version 0 instead of ${RENDER_VERSION}`,
  ],
  [
    "a bio's HTML",
    `UPDATE "Person" SET "renderVersion" = 0, "bioSource" = '*I*' WHERE id = 1`,
    `person 1 was rendered with version 0 instead of ${RENDER_VERSION}`,
  ],
  [
    "a series introduction's HTML",
    `INSERT INTO "Series" (slug, title, "introSource", status, "createdAt")
     VALUES ('walks', 'Walks', '*On*', 'complete', '2026-01-01T00:00:00.000+00:00')`,
    `series 1 was rendered with version 0 instead of ${RENDER_VERSION}`,
  ],
  [
    "a handle's skeleton",
    `UPDATE "Person" SET skeleton = 'x' WHERE handle = 'ken'`,
    "person 1 has the handle skeleton x instead of ken",
  ],
  [
    "a former handle that its person still has",
    `INSERT INTO "FormerHandle" (handle, skeleton, "personId") VALUES ('ken', 'ken', 1)`,
    "former handle ken redirects to person 1, who still uses it",
  ],
  [
    "a former handle's skeleton",
    `INSERT INTO "FormerHandle" (handle, skeleton, "personId") VALUES ('kim', 'x', 1)`,
    "former handle kim has the handle skeleton x instead of klm",
  ],
  [
    "a former address that its post still has",
    `INSERT INTO "FormerAddress" (path, "postId") VALUES ('/posts/first', 1)`,
    "former address /posts/first redirects to post 1, which still uses it",
  ],
])("finds %s that is wrong, and repairs it", async (_what, plant, line) => {
  const { site, raw } = await newSite();
  const inOrder = { orderBy: { id: "asc" } } as const;
  const all = async () => [
    await site.db.post.findMany(inOrder),
    await site.db.comment.findMany(inOrder),
    await site.db.pingback.findMany(inOrder),
  ];
  const before = await all();
  await raw.run(plant);
  const found = linesOf((await checkSite(site, { repair: false, now: NOW })).left);
  expect(found.filter((one) => one === line)).toHaveLength(1);
  const { repaired, left } = await checkSite(site, { repair: true, now: NOW });
  expect([linesOf(repaired).includes(line), left]).toEqual([true, []]);
  expect((await checkSite(site, { repair: false, now: NOW })).left).toEqual([]);
  // The number of a deleted row can't be recomputed, and the test's renderer gives other HTML.
  if (!/rendered|last response number/.test(line)) expect(await all()).toEqual(before);
});

test("reports a comment without its number or its path, and leaves it for a person to judge", async () => {
  const { site, raw } = await newSite();
  await raw.run('UPDATE "Comment" SET number = NULL, path = NULL WHERE id = 2');
  const left = async () => linesOf((await checkSite(site, { repair: true, now: NOW })).left);
  expect(await left()).toEqual(["comment 2 is approved but has no number"]);
  await raw.run('UPDATE "Comment" SET number = 3 WHERE id = 2');
  expect(await left()).toEqual(["comment 2 has only one of a number and a path"]);
  await raw.run(`UPDATE "Comment" SET number = NULL, status = 'held' WHERE id = 2`);
  expect(linesOf((await checkSite(site, { repair: true, now: NOW })).repaired)).toContain(
    "post 1 has a response count of 3 instead of 2",
  );
  expect(await left()).toEqual([]);
});

test("deletes a pingback without a link and adds a missing one, with the counts", async () => {
  const { site, raw } = await newSite();
  const from = await createPost(site, { source: "[Second](/posts/first)" }, new Date(NOW.getTime() + 1000));
  await raw.run(`UPDATE "Pingback" SET "sourcePostId" = 1, "postId" = 2 WHERE "sourcePostId" = ${from}`);
  const { left } = await checkSite(site, { repair: false, now: NOW });
  expect(linesOf(left)).toEqual(expect.arrayContaining([`post 1 is missing the pingback from post ${from}`]));
  expect((await checkSite(site, { repair: true, now: NOW })).left).toEqual([]);
  const rows = await site.db.pingback.findMany({
    orderBy: { id: "asc" },
    select: { sourcePostId: true, postId: true },
  });
  expect(rows).toEqual([
    { sourcePostId: 2, postId: 1 },
    { sourcePostId: from, postId: 1 },
  ]);
});

test("divides a long discussion into pages again", async () => {
  const { site, postId } = await newSite();
  await addComments(site, postId, 700);
  const { left } = await checkSite(site, { repair: false, now: NOW });
  expect(linesOf(left)).toEqual(["post 1 has 703 responses on one page, which is more than 300"]);
  expect((await checkSite(site, { repair: true, now: NOW })).left).toEqual([]);
  const pages = await site.db.responsePage.findMany({ orderBy: { startPath: "asc" } });
  expect(pages.map((page) => page.size).reduce((sum, size) => sum + size)).toBe(703);
  await site.db.responsePage.updateMany({ where: { startPath: "" }, data: { size: 1 } });
  expect((await checkSite(site, { repair: false, now: NOW })).left).toHaveLength(1);
});

test("reports but doesn't repair a reply to a comment of another post", async () => {
  const { site, raw } = await newSite();
  const other = await createComment(site, 2);
  await raw.run(`UPDATE "Comment" SET "parentId" = ${other} WHERE id = 2`);
  const { left } = await checkSite(site, { repair: true, now: NOW });
  expect(linesOf(left)).toEqual([`comment 2 replies to comment ${other}, which is not on this post`]);
});

test("reports but doesn't repair a former address that someone else uses now", async () => {
  const { site, raw } = await newSite();
  await raw.run(`INSERT INTO "FormerAddress" (path, "postId") VALUES ('/posts/first', 2)`);
  await raw.run(`INSERT INTO "FormerHandle" (handle, skeleton, "personId") VALUES ('ken', 'ken', 2)`);
  const { left } = await checkSite(site, { repair: true, now: NOW });
  expect(linesOf(left)).toEqual([
    "former handle ken redirects to person 2, but person 1 uses it now",
    "former address /posts/first redirects to post 2, but post 1 uses it now",
  ]);
});

test("checks more posts than fit into one query", async () => {
  const { site } = await newSite();
  const post = { title: "t", summary: "", source: "", status: "draft", html: "", excerpt: "", outline: "[]" };
  const rest = { wordCount: 0, renderVersion: RENDER_VERSION, createdAt: NOW, updatedAt: NOW };
  const data = Array.from({ length: 1_200 }, (_, index) => ({ ...post, ...rest, slug: `many-${index}` }));
  await site.db.post.createMany({ data });
  expect((await checkSite(site, { repair: false, now: NOW })).left).toEqual([]);
});

test("invalidates the cache tags of what it repairs", async () => {
  const { site, raw } = await newSite();
  await raw.run('UPDATE "Post" SET "responseCount" = 9 WHERE id = 1');
  const heard: string[] = [];
  site.db.onChange((keys) => heard.push(...keys));
  await checkSite(site, { repair: true, now: NOW });
  expect(heard).toContain("post:1");
});

test("renders a text outside any transaction, and stores it only if the text is unchanged", async () => {
  const { site, raw } = await newSite();
  await raw.run('UPDATE "Post" SET "renderVersion" = 0 WHERE id = 1');
  await raw.run('UPDATE "Comment" SET "renderVersion" = 0 WHERE id = 1');
  let writing = 0;
  let rendered = 0;
  const write: typeof site.db.write = (work) =>
    site.db.write(async (tx) => {
      writing += 1;
      return work(tx).finally(() => {
        writing -= 1;
      });
    });
  const db = new Proxy(site.db, {
    get: (target, name) => (name === "write" ? write : Reflect.get(target, name)),
  });
  const render: typeof site.render = async (source, options) => {
    expect(writing).toBe(0);
    rendered += 1;
    if (options.kind === "post")
      await raw.run(`UPDATE "Post" SET source = 'Edited.', html = 'e' WHERE id = 1`);
    return site.render(source, options);
  };
  await checkSite({ ...site, db, render }, { repair: true, now: NOW });
  expect(rendered).toBe(2);
  expect(await site.db.post.findUnique({ where: { id: 1 } })).toMatchObject({ html: "e", renderVersion: 0 });
  expect(await site.db.comment.findUnique({ where: { id: 1 } })).toMatchObject({
    renderVersion: RENDER_VERSION,
  });
});

test("reports a text that can't be rendered any more, and shows it as typed", async () => {
  const { site, raw } = await newSite();
  const line = `post 1 was rendered with version 0 instead of ${RENDER_VERSION}`;
  await raw.run(`UPDATE "Post" SET source = '${">".repeat(3_000)}', "renderVersion" = 0 WHERE id = 1`);
  const { repaired, left } = await checkSite(site, { repair: true, now: NOW });
  expect([linesOf(repaired).includes(line), linesOf(left).includes(line)]).toEqual([false, true]);
  const { html } = await site.db.post.findUniqueOrThrow({ where: { id: 1 } });
  expect(html).toMatch(/^<p>(&gt;){3000}<\/p>$/);
  const again = (await checkSite(site, { repair: false, now: NOW })).left.find((one) => one.row === "post 1");
  expect([again?.advice?.includes("shown as typed"), again && isRepairable(again)]).toEqual([true, false]);
});

test("reports a text that can't be rendered just now, and leaves it unchanged", async () => {
  const { site, raw } = await newSite();
  await raw.run(`UPDATE "Post" SET html = 'kept', "renderVersion" = 0 WHERE id = 1`);
  const render: typeof site.render = async () => ({ ok: false, reason: "markdown.too-slow" });
  const { left } = await checkSite({ ...site, render }, { repair: true, now: NOW });
  expect(linesOf(left)).toContain(`post 1 was rendered with version 0 instead of ${RENDER_VERSION}`);
  expect(await site.db.post.findUnique({ where: { id: 1 } })).toMatchObject({ html: "kept" });
});
