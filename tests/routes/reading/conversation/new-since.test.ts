// "12 new since Tuesday", for members.

import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { mute } from "~/accounts/mute.server";
import { setReadMarks } from "~/flows/read-marks.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { responseStatus } from "~/visibility/status";
import { createMember, type TestMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";

let site: TestSite;
let reader: TestMember;
let count = 0;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  reader = await createMember(site.services.db, "reader");
});

afterAll(() => site.close());

const newPost = async (responses: number) => {
  const slug = `talk-${++count}`;
  const id = await createPost(site.services, { slug });
  for (let number = 1; number <= responses; number++) await createComment(site.services, id);
  return { id, slug };
};

const as = (member: TestMember) => ({ headers: { cookie: member.cookie } });

/** Reads a page as a member. What follows the answer has ended when the mark can be read. */
async function read(address: string, member = reader, headers: Record<string, string> = {}) {
  const answer = await site.get(address, { headers: { cookie: member.cookie, ...headers } });
  return answer.text();
}

const findMark = (postId: number, { accountId } = reader) =>
  site.services.db.readMark.findUnique({ where: { accountId_postId: { accountId, postId } } });

/** Visits a post's page and waits until that is noted. */
async function visit({ id, slug }: { id: number; slug: string }, member = reader) {
  const { responseNumber } = await site.services.db.post.findUniqueOrThrow({ where: { id } });
  const html = await read(`/posts/${slug}`, member);
  await vi.waitFor(async () => expect((await findMark(id, member))?.reachedNumber).toBe(responseNumber));
  return html;
}

/** Two days go by. */
async function goAway({ accountId } = reader) {
  const { db } = site.services;
  const ago = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  await db.session.updateMany({ where: { accountId }, data: { visitAt: ago, lastUsedAt: ago } });
  await db.readMark.updateMany({ where: { accountId }, data: { visitAt: ago } });
}

const newOnes = (html: string) =>
  [...html.matchAll(/aria-label="Response (\d+)[^>]*><header><span class="response-mark">/g)].map(
    ([, number]) => Number(number),
  );
const headOf = (html: string) =>
  /<div class="new-since"><p>(.*?)<\/p>/s.exec(html)?.[1]?.replace(/<[^>]*>/g, "") ?? null;
const firstOf = (html: string) => /class="first-new" href="([^"]*)"/.exec(html)?.[1];
const nextOf = (html: string) => [...html.matchAll(/class="next-new" href="([^"]*)"/g)].map(([, to]) => to);

test("marks what came since the last visit, with a way from one to the next, until the visit ends", async () => {
  const post = await newPost(2);
  expect(headOf(await visit(post))).toBeNull();
  await goAway();
  const third = await createComment(site.services, post.id);
  const fourth = await createComment(site.services, post.id);
  const weekday = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000).toLocaleDateString("en", {
    ...{ weekday: "long", timeZone: "UTC" },
  });
  for (const html of [await visit(post), await read(`/posts/${post.slug}`)]) {
    expect(headOf(html)).toBe(`2 new since ${weekday}`);
    expect(newOnes(html)).toEqual([3, 4]);
    expect(firstOf(html)).toBe(`#comment-${third}`);
    expect(nextOf(html)).toEqual([`#comment-${fourth}`]);
  }
  expect(newOnes(await read(`/posts/${post.slug}/responses`))).toEqual([4, 3]);
  expect(newOnes(await read(`/comments/${fourth}/thread`))).toEqual([4]);
  await goAway();
  expect(newOnes(await visit(post))).toEqual([]);
});

test("marks neither one's own, nor hidden ones, nor those of somebody who is muted", async () => {
  const { db } = site.services;
  const post = await newPost(1);
  await visit(post);
  await goAway();
  const rude = await createMember(db, `rude-${post.id}`);
  await db.write((tx) => mute(tx, { accountId: reader.accountId, personId: rude.id }, new Date()));
  await createComment(site.services, post.id, {}, { viewer: rude });
  const own = await createComment(site.services, post.id, {}, { viewer: reader });
  const removed = await createComment(site.services, post.id);
  await createComment(site.services, post.id, { to: removed });
  await db.write((tx) => setResponseStatus(tx, { kind: "comment", id: removed }, responseStatus.removed));
  const html = await visit(post);
  expect(headOf(html)).toMatch(/^1 new since/);
  expect(newOnes(html)).toEqual([5]);
  expect(html).toContain(`id="comment-${own}"`);
});

test("a pingback is new, but not from a post of one's own", async () => {
  const post = await newPost(0);
  await visit(post);
  await goAway();
  await createPost(site.services, { writers: ["reader"], source: `See [it](/posts/${post.slug}).` });
  await createPost(site.services, { writers: ["ken"], source: `See [it](/posts/${post.slug}).` });
  const html = await visit(post);
  expect(headOf(html)).toMatch(/^1 new since/);
  expect(newOnes(html)).toEqual([2]);
});

test("counts over all pages of a long conversation and leads to the next new one on another page", async () => {
  const { db } = site.services;
  const post = await newPost(4);
  await visit(post);
  await goAway();
  const ids: number[] = [];
  for (let number = 5; number < 8; number++) ids.push(await createComment(site.services, post.id));
  const [fifth, sixth, seventh] = ids;
  const starts = ["", "0003", "0006"];
  for (const startPath of starts)
    await db.responsePage.create({ data: { postId: post.id, startPath, size: 2 } });
  // Shorter conversations than a page have no pages stored.
  await db.post.update({ where: { id: post.id }, data: { responseNumber: 301 } });
  const page = (number: number) => read(`/posts/${post.slug}?page=${number}`);
  for (const number of [1, 2, 3]) expect(headOf(await page(number))).toMatch(/^3 new since/);
  expect(firstOf(await page(1))).toBe(`/comments/${fifth}`);
  expect(firstOf(await page(2))).toBe(`#comment-${fifth}`);
  expect(nextOf(await page(2))).toEqual([`/comments/${sixth}`]);
  expect(nextOf(await page(3))).toEqual([`#comment-${seventh}`]);
});

test("marks all as read up to what the page showed, also what the reader was told of", async () => {
  const { db } = site.services;
  const post = await newPost(1);
  await visit(post);
  await goAway();
  await createComment(site.services, post.id);
  await visit(post);
  await createComment(site.services, post.id);
  const marked = await site.post(
    `/posts/${post.slug}/read`,
    { as: String(reader.id), upTo: "2" },
    as(reader),
  );
  expect([marked.status, marked.headers.get("location")]).toEqual([303, `/posts/${post.slug}#responses`]);
  expect(headOf(await visit(post))).toMatch(/^1 new since/);
  const { id: subscriberId } = await db.subscriber.create({
    data: { accountId: reader.accountId, createdAt: new Date() },
  });
  const [told] = await db.comment.findMany({ where: { postId: post.id } });
  await db.notification.create({
    data: {
      ...{ subscriberId, postId: post.id, commentId: told?.id ?? 0, createdAt: new Date() },
      ...{ reason: "reply", delivery: "site" },
    },
  });
  await site.post(`/posts/${post.slug}/read`, { as: String(reader.id), upTo: "3" }, as(reader));
  expect(await db.notification.count({ where: { postId: post.id, readAt: null } })).toBe(0);
  const html = await visit(post);
  expect(headOf(html)).toBeNull();
  expect(html).toContain("All marked as read.");
  // No number is beyond the last one: what comes later would never be new.
  await site.post(`/posts/${post.slug}/read`, { as: String(reader.id), upTo: "9999" }, as(reader));
  expect((await findMark(post.id))?.seenNumber).toBe(3);
  for (const upTo of ["", "x", "-1", "99999999999999999999"])
    expect((await site.post(`/posts/${post.slug}/read`, { upTo }, as(reader))).status).toBe(422);
  expect(await db.readMark.count({ where: { postId: post.id } })).toBe(1);
});

test("neither HEAD, nor a page that is fetched ahead, nor a thread alone is a visit", async () => {
  const post = await newPost(1);
  const { id: commentId } = await site.services.db.comment.findFirstOrThrow({ where: { postId: post.id } });
  await site.get(`/posts/${post.slug}`, { ...as(reader), method: "HEAD" });
  await read(`/posts/${post.slug}`, reader, { "Sec-Purpose": "prefetch;prerender" });
  await read(`/posts/${post.slug}`, reader, { Purpose: "prefetch" });
  await read(`/comments/${commentId}/thread`);
  // A visit that counts is noted after all of these.
  await visit(await newPost(1));
  expect(await findMark(post.id)).toBeNull();
});

test("once turned off, forgets all marks and notes none", async () => {
  const member = await createMember(site.services.db, `off-${++count}`);
  const post = await newPost(1);
  await visit(post, member);
  const turn = (marks: string) =>
    site.post("/settings/read-marks", { as: String(member.id), marks }, as(member));
  expect((await turn("")).status).toBe(422);
  expect(await findMark(post.id, member)).not.toBeNull();
  await turn("off");
  expect(await findMark(post.id, member)).toBeNull();
  expect(await read("/settings/data?done=read-marks", member)).toContain("no longer marked");
  await createComment(site.services, post.id);
  expect(headOf(await read(`/posts/${post.slug}`, member))).toBeNull();
  await visit(await newPost(1));
  expect(await findMark(post.id, member)).toBeNull();
  await turn("on");
  await visit(post, member);
});

test("a guest's page has what their device needs, and nothing of anybody", async () => {
  const post = await newPost(2);
  await visit(post);
  const html = await (await site.get(`/posts/${post.slug}`)).text();
  expect(html).toContain(
    `<div class="new-since" hidden="" data-post="${post.id}" data-number="2" data-zone="UTC" data-script="/assets/new-marks-`,
  );
  expect(await read(`/posts/${post.slug}`)).not.toContain("data-number");
});

test("a member's conversations say what is new in each, and lead to the first of it", async () => {
  const { services } = site;
  const member = await createMember(services.db, `talks-${++count}`);
  expect(await read("/conversations", member)).toContain("Nothing yet.");
  const post = await newPost(1);
  await createComment(services, post.id, {}, { viewer: member });
  await visit(post, member);
  const fresh = await createComment(services, post.id);
  await createComment(services, post.id);
  const rude = await createMember(services.db, `rude-${post.id}`);
  await services.db.write((tx) => mute(tx, { accountId: member.accountId, personId: rude.id }, new Date()));
  await createComment(services, post.id, {}, { viewer: rude });
  const page = await read("/conversations", member);
  expect(page).toMatch(new RegExp(`href="/posts/${post.slug}/read"[^>]*>2 new`));
  expect(page).not.toContain("Muted<");
  const to = (await site.get(`/posts/${post.slug}/read`, as(member))).headers.get("location");
  expect(to).toBe(`/posts/${post.slug}#comment-${fresh}`);
  const { id: subscriberId } = await services.db.subscriber.create({
    data: { accountId: member.accountId, createdAt: new Date() },
  });
  await services.db.mutedConversation.create({
    data: { subscriberId, postId: post.id, createdAt: new Date() },
  });
  expect(await read("/conversations", member)).toContain("Muted<");
  await visit(post, member);
  expect(await read("/conversations", member)).not.toMatch(/\d new/);
  expect((await site.get(`/posts/${post.slug}/read`, as(member))).headers.get("location")).toBe(
    `/posts/${post.slug}#responses`,
  );
  const fresher = await createComment(services, post.id);
  expect((await site.get(`/posts/${post.slug}/read`, as(member))).headers.get("location")).toBe(
    `/posts/${post.slug}#comment-${fresher}`,
  );
  expect(page).not.toContain("To see here what is new");
  await setReadMarks(services.db, member.accountId, false);
  expect(await read("/conversations", member)).toContain("To see here what is new");
  for (const query of ["before=x", "before=99999999", "before=1&after=1", "after=0"])
    expect((await site.get(`/conversations?${query}`, as(member))).status).toBe(404);
  expect((await site.get("/conversations")).headers.get("location")).toBe("/sign-in?to=%2Fconversations");
});
