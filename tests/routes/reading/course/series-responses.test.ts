// The discussion of a whole series in one place.

import { afterAll, beforeAll, expect, test } from "vitest";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { upsertPerson } from "~/people/portability/upsert-person.server";
import { renumberParts } from "~/posts/post-parts.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { upsertSeries } from "~/series/series.server";
import { responseStatus } from "~/visibility/status";
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
  const slug = `talk-${++count}`;
  const ids = await createParts(site.services, { slug, title: "Talk", status: "complete" }, parts);
  return { slug, path: `/series/${slug}/responses`, ids };
}

const at = (minutes: number) => ({ now: new Date(NOW.getTime() + minutes * 60_000) });

async function add(postId: number, minutes: number, to?: number, body?: string): Promise<number> {
  const clientAddress = `192.0.2.${(++count % 200) + 1}`;
  return createComment(
    site.services,
    postId,
    { to, ...(body && { body }) },
    { ...at(minutes), clientAddress },
  );
}

/** The headings and the responses of a page, in their order: "Part 1: T1", "comment-3". */
async function seen(address: string, visitor = new Visitor(site)) {
  const { status, html } = await visitor.get(address);
  const found = html.matchAll(/<h2 id="part-of-[^"]*">(.*?)<\/h2>|<li id="((?:comment|pingback)-\d+)"/g);
  const next = /href="([^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  const shown = [...found].map(([, heading, id]) => heading?.replace(/<[^>]*>/g, "") ?? id ?? "");
  return { status, html, next, shown };
}

test("lists the newest responses to all parts, comments and pingbacks, under the part to which they reply", async () => {
  const { slug, path, ids } = await newSeries(2);
  const [one = 0, two = 0] = ids;
  const a = await add(one, 1);
  const b = await add(one, 2, a);
  const c = await add(two, 3);
  await createPost(
    site.services,
    { slug: `answers-${slug}`, source: `To [this](/posts/${slug}-1).`, title: "Answer" },
    at(4).now,
  );
  const pingback = await site.services.db.pingback.findFirstOrThrow({ where: { postId: one } });
  const d = await add(one, 5);
  const { html, shown } = await seen(path);
  expect(shown).toEqual([
    ...["Part 1: T1", `comment-${d}`, `pingback-${pingback.id}`],
    ...["Part 2: T2", `comment-${c}`],
    ...["Part 1: T1", `comment-${b}`, `comment-${a}`],
  ]);
  expect(html).toContain("<h1>5 responses</h1>");
  expect(html).toContain(`<a href="/comments/${b}" rel="bookmark">`);
  expect(html).toContain(`href="/posts/${slug}-2/respond?to=${c}#respond"`);
  expect(html).toContain(`<link rel="canonical" href="${site.address}${path}"/>`);
  expect(html).toContain('<meta name="robots" content="noindex"/>');
  expect((await seen(`/series/${slug}`)).html).toContain(`<a href="${path}">5 responses</a>`);
  expect((await seen(`/posts/${slug}-2`)).html).toContain(`<a href="${path}" rel="nofollow">`);
});

test("lists them by part in threads, without the parts that have none", async () => {
  const { slug, path, ids } = await newSeries(3);
  const [one = 0, , three = 0] = ids;
  const c = await add(three, 1);
  const a = await add(one, 2);
  const other = await add(one, 3);
  const b = await add(one, 4, a);
  const { html, shown } = await seen(`${path}?order=parts`);
  expect(shown).toEqual([
    ...["Part 1: T1", `comment-${a}`, `comment-${b}`, `comment-${other}`],
    ...["Part 3: T3", `comment-${c}`],
  ]);
  expect(html).toContain(`href="/posts/${slug}-3#respond">Reply to part 3</a>`);
  expect(html).not.toContain("All 3 responses");
});

test("is paged by a response, or by a part, until the last page", async () => {
  const { path, slug, ids } = await newSeries(12);
  const [one = 0] = ids;
  const added: string[] = [];
  for (const [index, id] of ids.entries()) added.unshift(`comment-${await add(id, index)}`);
  // More than a page has, and of one moment.
  for (let more = 0; more < 40; more++) added.unshift(`comment-${await add(one, 60)}`);
  const first = await seen(path);
  const ofFirst = first.shown.filter((line) => line.startsWith("comment"));
  expect([ofFirst.length, first.next]).toEqual([50, `${path}?before=${added[49]}`]);
  const second = await seen(first.next ?? "");
  expect([...ofFirst, ...second.shown.filter((line) => line.startsWith("comment"))]).toEqual(added);
  expect(second.next).toBeUndefined();

  const byPart = await seen(`${path}?order=parts`);
  expect(byPart.shown.filter((line) => line.startsWith("Part")).length).toBe(10);
  expect(byPart.shown.filter((line) => line.startsWith("comment")).length).toBe(30 + 9);
  expect(byPart.html).toContain(`<a href="/posts/${slug}-1#responses">All 41 responses to part 1</a>`);
  expect(byPart.next).toBe(`${path}?order=parts&after=10`);
  const rest = await seen(byPart.next ?? "");
  expect(rest.shown.filter((line) => line.startsWith("Part"))).toEqual(["Part 11: T11", "Part 12: T12"]);

  // A response is continued by a post whose pingback is on another page.
  const source = `To [this](/comments/${added.at(-1)?.replace("comment-", "")}).`;
  await createPost(site.services, { source, writers: ["renamed"] }, at(90).now);
  expect((await seen(first.next ?? "")).html).toMatch(/Continued in .{0,200}>renamed</);
  await upsertPerson(site.services, { handle: "renamed", name: "New name", bio: "" }, NOW);
  expect((await seen(first.next ?? "")).html).toMatch(/Continued in .{0,200}>New name</);
});

test("finds no page for an order, a response or a part that isn't there", async () => {
  const { path, slug, ids } = await newSeries(2);
  const [one = 0] = ids;
  const last = await add(one, 1);
  const first = await add(one, 0);
  const waiting = await add(one, 3);
  const { held, removed } = responseStatus;
  await site.services.db.comment.update({ where: { id: waiting }, data: { status: held, number: null } });
  const elsewhere = await add(await createPost(site.services), 1);
  for (const query of [
    ...["order=newest", "order=", "before=", "before=comment-0", `before=${first}`, "before=pingback-1x"],
    ...[`before=comment-${elsewhere}`, `before=comment-${first}`, "before=comment-99999999999", "after=1"],
    ...["order=parts&after=1", "order=parts&after=2", "order=parts&after=x", "order=parts&after=01"],
    ...[`order=parts&before=comment-${last}`, `before=comment-${waiting}`],
  ])
    expect([query, (await seen(`${path}?${query}`)).status]).toEqual([query, 404]);
  // What followed a response that is hidden since is still found. Of pingbacks, each was shown at first.
  const { db } = site.services;
  await createPost(site.services, { source: `To [this](/posts/${slug}-1).` }, at(4).now);
  const { id: pingback } = await db.pingback.findFirstOrThrow({ where: { postId: one } });
  await db.write((tx) => setResponseStatus(tx, { kind: "comment", id: last }, removed, NOW));
  await db.write((tx) => setResponseStatus(tx, { kind: "pingback", id: pingback }, held, NOW));
  for (const hidden of [`comment-${last}`, `pingback-${pingback}`])
    expect((await seen(`${path}?before=${hidden}`)).shown).toContain(`comment-${first}`);
  expect((await seen("/series/none/responses")).status).toBe(404);
  const { path: empty } = await newSeries(1);
  expect((await seen(empty)).html).toContain("No responses yet.");
  const none = await newSeries(0);
  expect((await seen(none.path)).html).toContain("<bdi>Talk</bdi>");
  const renamed = { slug: none.slug, title: "Renamed", status: "complete", intro: "" } as const;
  await upsertSeries(site.services, renamed, NOW);
  expect((await seen(none.path)).html).toContain("<bdi>Renamed</bdi>");
});

test("says in which post a response is continued, in each order, from its publication until it is withdrawn", async () => {
  const { slug, path, ids } = await newSeries(2);
  const [one = 0] = ids;
  const id = await add(one, 1);
  const note = new RegExp(`Continued in .{0,80}/posts/on-${slug}"`);
  const noted = async () => [
    note.test((await seen(path)).html),
    note.test((await seen(`${path}?order=parts`)).html),
  ];
  expect(await noted()).toEqual([false, false]);
  const source = `To [this](/comments/${id}).`;
  const post = await createPost(site.services, { slug: `on-${slug}`, source, title: "More" }, at(2).now);
  expect(await noted()).toEqual([true, true]);
  await withdrawPost(site.services, post, NOW);
  expect(await noted()).toEqual([false, false]);
});

test("is renewed by a comment, a hidden one, a new order of the parts and a withdrawn part, in each order", async () => {
  const { path, ids } = await newSeries(2);
  const [one = 0, two = 0] = ids;
  const { db } = site.services;
  const both = async () => [(await seen(path)).shown, (await seen(`${path}?order=parts`)).shown];
  const a = `comment-${await add(one, 1)}`;
  expect(await both()).toEqual([
    ["Part 1: T1", a],
    ["Part 1: T1", a],
  ]);
  const id = await add(two, 2);
  const b = `comment-${id}`;
  expect(await both()).toEqual([
    ["Part 2: T2", b, "Part 1: T1", a],
    ["Part 1: T1", a, "Part 2: T2", b],
  ]);
  await db.write((tx) =>
    renumberParts(
      tx,
      new Map([
        [one, 2],
        [two, 1],
      ]),
    ),
  );
  expect(await both()).toEqual([
    ["Part 1: T2", b, "Part 2: T1", a],
    ["Part 1: T2", b, "Part 2: T1", a],
  ]);
  await db.write((tx) => setResponseStatus(tx, { kind: "comment", id }, responseStatus.removed, NOW));
  expect(await both()).toEqual([
    ["Part 2: T1", a],
    ["Part 2: T1", a],
  ]);
  await withdrawPost(site.services, one, NOW);
  expect(await both()).toEqual([[], []]);
});

test("offers no reply where replies are closed, and shows a member what is theirs", async () => {
  const { path, slug, ids } = await newSeries(2);
  const [one = 0, two = 0] = ids;
  const member = await createMember(site.services.db, "member");
  const own = await createComment(site.services, two, {}, { viewer: member, ...at(1) });
  const closed = await add(one, 2);
  await site.services.db.write(async (tx) => {
    await tx.db.post.update({ where: { id: one }, data: { repliesFrom: "nobody" } });
    tx.invalidate(`post:${one}`);
  });
  for (const address of [path, `${path}?order=parts`]) {
    const { html } = await seen(address, new Visitor(site, member.cookie));
    expect(html).not.toContain(`respond?to=${closed}#`);
    expect(html).toContain(`respond?to=${own}#`);
    expect(html).toContain(`/comments/${own}/remove`);
    expect(html).not.toContain(`/posts/${slug}-1#respond"`);
  }
  const read = async () => [(await seen(path)).html, (await seen(`${path}?order=parts`)).html];
  for (const html of await read()) expect(html).not.toContain(`/comments/${own}/remove`);
  await upsertPerson(site.services, { handle: "member", name: "New name", bio: "" }, NOW);
  for (const html of await read()) expect(html).toContain("<bdi>New name</bdi>");
});
