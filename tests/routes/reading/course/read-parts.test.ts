// A series as the contents of a course, and which parts a member marked as read.

import { afterAll, beforeAll, expect, test } from "vitest";
import { deletePost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { postStatus } from "~/visibility/status";
import { createMember } from "../../../factories/people";
import { createComment, createParts, createPost, NOW } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";

let site: TestSite;
let count = 0;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
});
afterAll(() => site.close());

/** A new series with published parts 1, 2 and so on. */
async function newSeries(parts: number) {
  const slug = `course-${++count}`;
  const ids = await createParts(site.services, { slug, title: slug, status: "under way" }, parts);
  return { slug, path: `/series/${slug}`, ids };
}

async function newReader({ readParts = true } = {}) {
  const member = await createMember(site.services.db, `reader-${++count}`);
  const reader = new Visitor(site, member.cookie);
  if (readParts) await reader.post("/settings/read-parts", { kept: "on" });
  return { reader, member };
}

const mark = (reader: Visitor, post: number | string, read = "yes") =>
  reader.post("/read-parts", { post: String(post), read });

/** What the page of a series says of one's reading: its line, and the numbers of the parts marked as read. */
async function seen(reader: Visitor, path: string) {
  const { html } = await reader.get(path);
  const line = /<p class="course-progress">(.*?)<\/p>/.exec(html)?.[1]?.replace(/<[^>]*>/g, "");
  const rows = html.split('<li value="').slice(1);
  const marked = rows.filter((row) => row.includes('<b class="course-read">Read</b>'));
  return { line, read: marked.map((row) => Number.parseInt(row, 10)) };
}

const listRows = (accountId: number) => site.services.db.readPart.findMany({ where: { accountId } });

test("marks what a member read, and leads to the first part that they didn't", async () => {
  const { path, slug, ids } = await newSeries(4);
  const { reader } = await newReader();
  expect(await seen(reader, path)).toEqual({ line: "0 of 4 read Start with part 1: T1", read: [] });
  for (const part of [0, 1, 3]) {
    const marked = await mark(reader, ids[part] ?? "");
    expect([marked.status, marked.location]).toEqual([303, `/posts/${slug}-${part + 1}#mark-part`]);
  }
  expect(await seen(reader, path)).toEqual({
    line: "3 of 4 read Continue with part 3: T3",
    read: [1, 2, 4],
  });
  expect((await reader.get(`/posts/${slug}-2`)).html).toContain("You marked this part as read.");
  await mark(reader, ids[2] ?? "");
  expect((await seen(reader, path)).line).toBe("All 4 parts read ");
  await mark(reader, ids[0] ?? "", "no");
  expect(await seen(reader, path)).toMatchObject({ line: expect.stringMatching(/^3 of 4/), read: [2, 3, 4] });
  expect((await reader.get(`/posts/${slug}-1`)).html).not.toContain("You marked this part");
});

test("counts what everyone can read now, and keeps the mark of a part that is withdrawn", async () => {
  const { path, ids } = await newSeries(3);
  const { reader } = await newReader();
  await mark(reader, ids[0] ?? "");
  await mark(reader, ids[1] ?? "");
  await withdrawPost(site.services, ids[1] ?? 0, NOW);
  expect(await seen(reader, path)).toMatchObject({
    line: expect.stringMatching(/^1 of 2 .* part 3/),
    read: [1],
  });
  expect((await mark(reader, ids[1] ?? "")).status).toBe(422);
  await site.services.db.post.update({ where: { id: ids[1] ?? 0 }, data: { status: "published" } });
  expect(await seen(reader, path)).toMatchObject({ line: expect.stringMatching(/^2 of 3/), read: [1, 2] });
});

test("leaves a withdrawn and a scheduled part in the middle out of every page of the series, and counts without them", async () => {
  const { slug, path, ids } = await newSeries(5);
  const [one = 0, two = 0, three = 0] = ids;
  const { db } = site.services;
  const { seriesId } = await db.post.findUniqueOrThrow({ where: { id: one } });
  await createComment(site.services, two);
  await createComment(site.services, three);
  const { reader } = await newReader();
  await mark(reader, one);
  const guest = new Visitor(site);
  const pages = [path, `${path}/responses`, `${path}/reader`, `${path}/print?responses=with`, `${path}/map`];
  const everywhere = [...pages, `${path}/feed`, `/posts/${slug}-1`, `/posts/${slug}-4`];
  for (const address of everywhere) await guest.get(address);
  await withdrawPost(site.services, two, NOW);
  await db.write(async (tx) => {
    const publishedAt = new Date(Date.now() + 86_400_000);
    await tx.db.post.update({ where: { id: three }, data: { status: postStatus.scheduled, publishedAt } });
    tx.invalidate(`post:${three}`, `post-text:${three}`, "posts", `parts:${seriesId}`);
  });

  for (const visitor of [guest, reader]) {
    const { html } = await visitor.get(path);
    expect([...html.matchAll(/<li value="(\d+)"/g)].map(([, part]) => part)).toEqual(["1", "4", "5"]);
    expect(html).toContain("3 parts, ongoing");
    expect((await visitor.get(`/posts/${slug}-4`)).html).toMatch(
      new RegExp(
        `Part 4 of 5 so far.*href="/posts/${slug}-1" rel="prev".*href="/posts/${slug}-5" rel="next"`,
        "s",
      ),
    );
    for (const address of everywhere)
      expect([address, (await visitor.get(address)).html.match(/>T[23]</)]).toEqual([address, null]);
  }
  expect((await seen(reader, path)).line).toBe("1 of 3 read Continue with part 4: T4");
  expect((await guest.get(`${path}/responses`)).html).toContain("No responses yet.");
  expect((await mark(reader, three)).status).toBe(422);
});

test("keeps nothing until a member turns it on, and deletes all when they turn it off", async () => {
  const { path, slug, ids } = await newSeries(2);
  const { reader, member } = await newReader({ readParts: false });
  const off = await reader.get(path);
  expect(off.html).toContain("The site keeps nothing about what you read");
  expect(off.html).not.toContain("course-progress");
  expect((await reader.get(`/posts/${slug}-1`)).html).not.toContain("mark-part");
  expect(await mark(reader, ids[0] ?? "")).toMatchObject({ status: 303, location: `${path}#your-reading` });
  expect(await listRows(member.accountId)).toEqual([]);

  const on = await reader.post("/settings/read-parts", { kept: "on", series: slug });
  expect(on.location).toBe(`${path}#your-reading`);
  await mark(reader, ids[0] ?? "");
  expect(await listRows(member.accountId)).toMatchObject([{ postId: ids[0] }]);

  const { location } = await reader.post("/settings/read-parts", { kept: "off" });
  expect((await reader.get(location ?? "")).html).toContain("What you marked as read in series is deleted");
  expect(await listRows(member.accountId)).toEqual([]);
  await reader.post("/settings/read-parts", { kept: "on" });
  expect((await seen(reader, path)).read).toEqual([]);
});

test("marks nothing for a visit, and a part once", async () => {
  const { slug, ids } = await newSeries(1);
  const { reader, member } = await newReader();
  await reader.get(`/posts/${slug}-1`);
  await reader.get(`/posts/${slug}-1`, { method: "HEAD" });
  await reader.get(`/posts/${slug}-1`, { headers: { "Sec-Purpose": "prefetch;prerender" } });
  await reader.get(`/read-parts?post=${ids[0]}&read=yes`);
  expect(await listRows(member.accountId)).toEqual([]);
  await mark(reader, ids[0] ?? "");
  const [first] = await listRows(member.accountId);
  await mark(reader, ids[0] ?? "");
  expect(await listRows(member.accountId)).toEqual([first]);
});

test("shows nobody else what a member read: not another member, an administrator or a guest", async () => {
  const { path, slug, ids } = await newSeries(2);
  const { reader, member } = await newReader();
  const administrator = await createMember(site.services.db, "admin", { role: "administrator" });
  const others = [(await newReader()).reader, new Visitor(site, administrator.cookie), new Visitor(site)];
  const everyOther = async () => {
    const pages = [path, `/posts/${slug}-1`, `/people/${member.handle}`];
    const all = [];
    for (const other of others) for (const page of pages) all.push((await other.get(page)).html);
    return all;
  };
  const before = await everyOther();
  await mark(reader, ids[0] ?? "");
  expect((await seen(reader, path)).read).toEqual([1]);
  expect(await everyOther()).toEqual(before);
});

test("refuses a mark of what is no public part of a series, and one by whoever signed in meanwhile", async () => {
  const { ids } = await newSeries(1);
  const { reader, member } = await newReader();
  const alone = await createPost(site.services, { slug: "alone" });
  for (const post of [alone, 999_999_999, 99_999_999_999, "", "x", "1\0"])
    expect([post, (await mark(reader, post)).status]).toEqual([post, 422]);
  const opened = { post: String(ids[0]), read: "yes", as: String(member.id + 1) };
  expect((await reader.post("/read-parts", opened)).status).toBe(409);
  expect((await reader.post("/settings/read-parts", { kept: "off", as: opened.as })).status).toBe(409);
  const guest = new Visitor(site);
  expect((await guest.post("/read-parts", opened)).status).toBe(401);
  expect(await listRows(member.accountId)).toEqual([]);
  await mark(reader, ids[0] ?? "");
  for (const kept of ["", "\0", "no"])
    expect((await reader.post("/settings/read-parts", { kept })).status).toBe(422);
  expect(await listRows(member.accountId)).toHaveLength(1);
  expect((await reader.post("/settings/read-parts", { kept: "on", series: "//evil.example" })).location).toBe(
    "/settings/data?done=read-parts",
  );
});

test("forgets the mark of a post that is deleted", async () => {
  const { ids } = await newSeries(2);
  const { reader, member } = await newReader();
  for (const id of ids) await mark(reader, id);
  await deletePost(site.services, ids[0] ?? 0, NOW);
  expect(await listRows(member.accountId)).toMatchObject([{ postId: ids[1] }]);
});
