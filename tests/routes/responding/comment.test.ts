// Permanent URLs of comments, and the pages of a long discussion.

import { afterAll, beforeAll, expect, test } from "vitest";
import { segment } from "~/comments/thread/thread";
import { createComment, createPost, NOW } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";

const RESPONSES = 650;
const PAGE = 300;

let site: TestSite;
/** Ids of the comments, in order of their numbers. */
let ids: number[];

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const postId = await createPost(site.services, { slug: "long", noindex: true });
  ids = await fillDiscussion(postId);
});
afterAll(() => site.close());

/** Inserts rows as replyTo() would: every fifth response has a reply. */
async function fillDiscussion(postId: number): Promise<number[]> {
  const { db } = site.services;
  const rows = Array.from({ length: RESPONSES }, (_, index) => {
    const number = index + 1;
    const path = number % 5 === 2 ? segment(number - 1) + segment(number) : segment(number);
    return {
      ...{
        postId,
        number,
        path,
        status: "approved",
        guestName: `Guest ${number}`,
      },
      ...{ source: "", html: `<p>Response ${number}.</p>`, excerpt: "", renderVersion: 1 },
      createdAt: NOW,
    };
  });
  await db.comment.createMany({ data: rows });
  await db.post.update({
    where: { id: postId },
    data: { responseCount: RESPONSES, responseNumber: RESPONSES },
  });
  await db.responsePage.createMany({
    data: [0, PAGE, 2 * PAGE].map((before) => {
      return {
        postId,
        startPath: before === 0 ? "" : segment(before + 1),
        size: Math.min(PAGE, RESPONSES - before),
      };
    }),
  });
  const made = await db.comment.findMany({
    where: { postId },
    orderBy: { number: "asc" },
    select: { id: true },
  });
  return made.map((comment) => comment.id);
}

const idOf = (number: number) => ids[number - 1] ?? 0;

test.each([
  [1, ""],
  [2, ""],
  [300, ""],
  [301, "?page=2"],
  [302, "?page=2"],
  [600, "?page=2"],
  [601, "?page=3"],
  [650, "?page=3"],
])("redirects from response %i to its page", async (number, query) => {
  const answer = await site.get(`/comments/${idOf(number)}`);
  const location = answer.headers.get("Location") ?? "";
  expect([answer.status, location]).toEqual([302, `/posts/long${query}#comment-${idOf(number)}`]);
  const html = await (await site.get(location.split("#")[0] ?? "")).text();
  expect(html).toContain(`<li id="comment-${idOf(number)}"`);
});

test.each([
  [1, 1, 300],
  [2, 301, 600],
  [3, 601, 650],
])("shows on page %i the responses %i to %i only", async (page, first, last) => {
  const html = await (await site.get(`/posts/long?page=${page}`)).text();
  const shown = [...html.matchAll(/<p>Response (\d+)\.<\/p>/g)].map((match) => Number(match[1]));
  expect([shown.length, Math.min(...shown), Math.max(...shown)]).toEqual([last - first + 1, first, last]);
});

test.each([
  ["", /^<title>(?!.*page)/, "/posts/long"],
  ["?page=1", /^<title>(?!.*page)/, "/posts/long"],
  ["?page=2", /^<title>.*, page 2 of the responses · /, "/posts/long?page=2"],
])("gives the page '%s' of a discussion its own title and canonical URL", async (query, title, address) => {
  const html = await (await site.get(`/posts/long${query}`)).text();
  expect(/<title>.*?<\/title>/.exec(html)?.[0]).toMatch(title);
  expect(html).toContain(`<link rel="canonical" href="${site.address}${address}"`);
});

test("asks search engines to leave out each page of the responses to a post that is kept off them", async () => {
  for (const query of ["", "?page=2"])
    expect(await (await site.get(`/posts/long${query}`)).text()).toContain('name="robots" content="noindex"');
});

test("links each page of responses to the others", async () => {
  const html = await (await site.get("/posts/long?page=2")).text();
  expect(html).toContain('href="/posts/long#responses"');
  expect(html).toContain('href="/posts/long?page=3#responses"');
});

test.each(["4", "0", "-1", "1.5", "two", "", "1e0", "9999999"])(
  "answers page '%s' of responses with 404",
  async (page) => {
    const answer = await site.get(`/posts/long?page=${page}`);
    expect([answer.status, (await answer.text()).includes("Page of responses not found")]).toEqual([
      404,
      true,
    ]);
  },
);

test.each(["999999", "0", "abc", "1e3", "-1", "99999999999999999999"])(
  "answers comment %s with 404",
  async (id) => {
    const answer = await site.get(`/comments/${id}`);
    expect([answer.status, (await answer.text()).includes("Comment not found")]).toEqual([404, true]);
  },
);

test.each([
  ["a held comment", "held", "published"],
  ["a comment on a draft", "approved", "draft"],
])("answers the permanent URL of %s with 404", async (_what, status, postStatus) => {
  const post = await createPost(site.services);
  const id = await createComment(site.services, post);
  await site.services.db.comment.update({ where: { id }, data: { status } });
  await site.services.db.post.update({ where: { id: post }, data: { status: postStatus } });
  expect((await site.get(`/comments/${id}`)).status).toBe(404);
});

test("does not cache the redirect, because pages of a discussion may change", async () => {
  const answer = await site.get(`/comments/${idOf(1)}`);
  expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
});
