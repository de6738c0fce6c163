// What helps to read a long discussion: its outline, who moderates and who is a guest, and the posts around it.

import { afterAll, beforeAll, expect, test } from "vitest";
import { setActive, setModerates } from "~/accounts/account.server";
import { editPost, withdrawPost } from "~/flows/publishing/publish-post.server";
import { setResponseStatus } from "~/responses/response-status.server";
import { createMember, type TestMember } from "../../../factories/people";
import { buildPost, createComment, createPost, NOW } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";

let site: TestSite;
let long: number;
let first: number;
let amy: TestMember;
let halls: ReturnType<typeof buildPost>;
const read = async (address: string, cookie?: string) =>
  (await site.get(address, cookie ? { headers: { cookie } } : {})).text();
const day = (number: number) => new Date(NOW.getTime() + number * 86_400_000);

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  amy = await createMember(services.db, "amy");
  long = await createPost(services, { slug: "long", title: "Long" });
  first = await createComment(services, long, { body: "The *first* of all." });
  await createComment(services, long, { body: "Amy’s words." }, { viewer: amy });
  for (let number = 3; number <= 30; number++)
    await createComment(services, long, { body: `Number ${number}.`, ...(number < 5 && { to: first }) });
});

afterAll(() => site.close());

test("a long discussion has an outline of its threads in each order, and a shorter one has none", async () => {
  const line = `<li><a href="/posts/long#comment-${first}"><bdi>The first of all.</bdi></a> <span>3 responses, newest <time`;
  for (const address of ["/posts/long", "/posts/long/responses", "/posts/long/threads"])
    expect(await read(address), address).toContain(line);
  expect(await read("/posts/long")).toContain("<h3>28 threads</h3>");
  await site.services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: first + 29 }, "removed"));
  expect(await read("/posts/long")).not.toContain('class="outline"');
  await site.services.db.write((tx) =>
    setResponseStatus(tx, { kind: "comment", id: first + 29 }, "approved"),
  );
  const whole = await read("/posts/long");
  expect(whole).toContain('class="outline"');
  // The others have a page of their own.
  const lines = /<ol class="outline-threads">(.*?)<\/ol>/s.exec(whole)?.[1]?.match(/<li>/g);
  expect(lines).toHaveLength(20);
  expect(whole).toMatch(/<a href="\/posts\/long\/threads\?after=22"[^>]*>8 more threads</);
  expect((await read("/posts/long/threads?after=22")).match(/<li><a href="\/posts\/long#/g)).toHaveLength(8);
});

/** As many responses as a long discussion has, of which the database has only these. */
const lengthen = (id: number, data: { responseNumber?: number } = {}) =>
  site.services.db.post.update({ where: { id }, data: { responseCount: 40, ...data } });

test("one thread alone has no outline, and of a thread whose first response is hidden those that can be read are counted", async () => {
  const { services } = site;
  const id = await createPost(services, { slug: "one-thread" });
  const to = await createComment(services, id);
  await createComment(services, id, { to });
  await lengthen(id);
  expect(await read("/posts/one-thread")).not.toContain('class="outline"');
  await createComment(services, id);
  const line = (count: string) =>
    new RegExp(`href="/posts/one-thread#comment-${to}"><bdi>[^<]*</bdi></a> <span>${count}, `);
  expect(await read("/posts/one-thread")).toMatch(line("2 responses"));
  await services.db.write((tx) => setResponseStatus(tx, { kind: "comment", id: to }, "removed"));
  expect(await read("/posts/one-thread")).toMatch(line("1 response"));
});

test("the outline of a discussion of several pages leads to the page of each thread, and follows each change", async () => {
  const { services } = site;
  const id = await createPost(services, { slug: "pages" });
  const ids: number[] = [];
  for (let number = 1; number <= 4; number++)
    ids.push(await createComment(services, id, { body: `Words ${number}.` }));
  for (const startPath of ["", "0003"])
    await services.db.responsePage.create({ data: { postId: id, startPath, size: 2 } });
  // Shorter conversations than a page have no pages stored.
  await lengthen(id, { responseNumber: 301 });
  const line = (number: number, query: string) =>
    `<a href="/posts/pages${query}#comment-${ids[number - 1]}"><bdi>Words ${number}.</bdi></a>`;
  for (const address of ["/posts/pages", "/posts/pages?page=2"]) {
    const html = await read(address);
    expect(html).toContain("<h3>4 threads</h3>");
    expect([html.includes(line(2, "")), html.includes(line(3, "?page=2"))]).toEqual([true, true]);
  }
  await services.db.write((tx) =>
    setResponseStatus(tx, { kind: "comment", id: ids[3] as number }, "removed"),
  );
  const html = await read("/posts/pages");
  expect(html).toContain("<h3>3 threads</h3>");
  expect(html).not.toContain("Words 4.");
});

test("the outline doesn't show the words of people whom a member has muted", async () => {
  const bo = await createMember(site.services.db, "bo");
  const outline = async () =>
    /<nav class="outline"[\s\S]*?<\/nav>/.exec(await read("/posts/long", bo.cookie))?.[0];
  expect(await outline()).toContain("Amy’s words.");
  await site.services.db.mute.create({ data: { accountId: bo.accountId, personId: amy.id, createdAt: NOW } });
  expect(await outline()).not.toContain("Amy’s words.");
  expect(await outline()).toContain("Response 2. Muted");
});

test("the pages of threads aren't for search engines, and lead to the whole conversation", async () => {
  const html = await read("/posts/long/threads?after=1");
  expect(html).toContain('<meta name="robots" content="noindex"');
  expect(html).toMatch(/<link rel="canonical" href="[^"]+\/posts\/long"/);
  expect(html).toContain('href="/posts/long#responses"');
  expect(html).not.toContain("The first of all.");
});

test.each(["?after=0", "?after=x", "?after=30", "?after=99999999", "?after=-1"])(
  "there are no threads at %s",
  async (query) => {
    expect((await site.get(`/posts/long/threads${query}`)).status).toBe(404);
  },
);

test("words beside the names tell guests and moderators, as long as they are", async () => {
  const role = async (number: number) =>
    new RegExp(
      `aria-label="Response ${number} by [\\s\\S]*?</h3>(?:<span class="[^"]*">(\\w+)</span>)?`,
    ).exec(await read("/posts/long"))?.[1];
  const { db } = site.services;
  expect([await role(1), await role(2)]).toEqual(["Guest", undefined]);
  await db.write((tx) => setModerates(tx, amy.accountId, true));
  expect(await role(2)).toBe("Moderator");
  await db.write((tx) => setActive(tx, amy.accountId, false, NOW));
  expect(await role(2)).toBe(undefined);
  await db.write((tx) => setActive(tx, amy.accountId, true, NOW));
  await db.write((tx) => setModerates(tx, amy.accountId, false));
  expect(await role(2)).toBe(undefined);
});

test("the writer of a post is told as its author alone, also where they moderate", async () => {
  const eve = await createMember(site.services.db, "eve", { role: "editor" });
  const own = await createPost(site.services, { slug: "own", writers: ["eve"] });
  await createComment(site.services, own, {}, { viewer: eve });
  const html = await read("/posts/own");
  expect(html).toContain('<span class="response-role">Author</span>');
  expect(html).not.toContain("Moderator");
});

test("a post names the earlier posts that it answers and the later ones that answer it, while they are public", async () => {
  const { services } = site;
  halls = buildPost({ slug: "halls", title: "Halls" });
  const hallsId = await createPost(services, halls, day(1));
  const answer = buildPost({
    slug: "rooms",
    title: "Rooms",
    source: "As [it](/posts/halls) says, and [that](/posts/doors).",
  });
  const rooms = await createPost(services, answer, day(2));
  const answered = async (address: string) =>
    /Answered in [\s\S]*?<\/p>/.exec(await read(address))?.[0] ?? "";
  const answers = async (address: string) =>
    /In answer to [\s\S]*?<\/p>/.exec(await read(address))?.[0] ?? "";
  expect(await answers("/posts/rooms")).toContain(
    '<a href="/posts/halls"><bdi>Halls</bdi></a> by <bdi>ken</bdi>',
  );
  expect(await answered("/posts/halls")).toContain(
    '<a href="/posts/rooms"><bdi>Rooms</bdi></a> by <bdi>ken</bdi>',
  );
  expect([await answered("/posts/rooms"), await answers("/posts/halls")]).toEqual(["", ""]);

  // What it answers may be responses.
  const responses: number[] = [];
  for (const _four of [1, 2, 3, 4]) responses.push(await createComment(services, hallsId));
  const [one, two, three, four] = responses;
  const linkTo = (...ids: (number | undefined)[]) =>
    editPost(
      services,
      rooms,
      { ...answer, source: ids.map((id) => `[It](/comments/${id}).`).join(" ") },
      day(3),
    );
  const words = async () => (await answers("/posts/rooms")).replaceAll(/<[^>]+>/g, "").trim();
  await linkTo(two);
  expect(await answers("/posts/rooms")).toContain(
    `response <a href="/comments/${two}">3</a> to <a href="/posts/halls">`,
  );
  await linkTo(two, one, two, three);
  expect(await words()).toBe("In answer to responses 3, 2 and 4 to Halls by ken");
  await linkTo(one, two, three, four);
  expect(await words()).toBe("In answer to Halls by ken");

  // Renamed, each is named so on the other's page at once.
  await editPost(services, rooms, { ...answer, title: "Rooms again" }, day(3));
  await editPost(services, hallsId, { ...halls, title: "Halls again" }, day(3));
  expect(await answered("/posts/halls")).toContain("Rooms again");
  expect(await answers("/posts/rooms")).toContain("Halls again");

  await withdrawPost(services, hallsId, day(4));
  expect(await answers("/posts/rooms")).toBe("");
  // A post that comes out later is no earlier post.
  await createPost(services, { slug: "doors", title: "Doors" }, day(5));
  expect(await answers("/posts/rooms")).toBe("");
});

test("a post that is published again is named again by those that answer it", async () => {
  const { services } = site;
  const post = buildPost({ slug: "stairs", title: "Stairs" });
  const id = await createPost(services, post, day(1));
  const answer = buildPost({ slug: "lifts", title: "Lifts", source: "As [it](/posts/stairs) says." });
  const lifts = await createPost(services, answer, day(2));
  expect(await read("/posts/lifts")).toContain("In answer to");
  await withdrawPost(services, id, day(3));
  expect(await read("/posts/lifts")).not.toContain("In answer to");
  await editPost(services, id, post, day(4));
  await withdrawPost(services, lifts, day(5));
  expect(await read("/posts/stairs")).not.toContain("Answered in");
});

test("a pingback that a moderator removes is no answer either, and the parts of a series don't answer each other", async () => {
  const { services } = site;
  await createPost(services, { slug: "one", title: "One" }, day(1));
  await createPost(services, { slug: "two", title: "Two", source: "As [it](/posts/one) says." }, day(2));
  expect(await read("/posts/one")).toContain("Answered in");
  expect(await read("/posts/two")).toContain("In answer to");
  const { id } = await services.db.pingback.findFirstOrThrow({ where: { sourcePost: { slug: "two" } } });
  await services.db.write((tx) => setResponseStatus(tx, { kind: "pingback", id }, "removed"));
  expect(await read("/posts/one")).not.toContain("Answered in");
  expect(await read("/posts/two")).not.toContain("In answer to");

  await services.db.series.create({
    data: { slug: "steps", title: "Steps", status: "under way", createdAt: NOW },
  });
  const part = (number: number) => ({ slug: `part-${number}`, series: "steps", part: number });
  await createPost(services, part(1), day(1));
  const source = "As [it](/posts/part-1) says, and [one](/posts/one).";
  await createPost(services, { ...part(2), source }, day(2));
  const html = await read("/posts/part-2");
  expect(html).toContain('In answer to <a href="/posts/one">');
  expect(await read("/posts/part-1")).not.toContain("Answered in");
});
