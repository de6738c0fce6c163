// A discussion in other orders, and a thread alone.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createMember } from "../../../factories/people";
import { createComment, createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";

let site: TestSite;
let first: number;
const read = async (address: string) => (await site.get(address)).text();

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  const postId = await createPost(services, { slug: "halls", title: "Halls" });
  first = await createComment(services, postId, { body: "The first of all." });
  for (let number = 2; number < 9; number++)
    await createComment(services, postId, { body: `Number ${number}.`, ...(number < 4 && { to: first }) });
});

afterAll(() => site.close());

test("the post's page leads to each order, and each order to the others", async () => {
  for (const [address, current] of [
    ["/posts/halls", "Oldest threads first"],
    ["/posts/halls/responses", "Newest first"],
    ["/posts/halls/responses?order=newest-threads", "Newest threads first"],
  ] as const) {
    const html = await read(address);
    expect(html).toContain(`<span aria-current="true">${current}</span>`);
    const links = [...html.matchAll(/<a href="([^"]+)" rel="nofollow">(?:Oldest|Newest)/g)].map(
      ([, href]) => href,
    );
    expect(links).toHaveLength(2);
    for (const link of links) expect((await site.get(link ?? "")).status).toBe(200);
  }
});

test("the newest response stands first by itself, and in threads below what it answers", async () => {
  const order = (html: string) =>
    [...html.matchAll(/aria-label="Response (\d+) by/g)].map(([, number]) => Number(number));
  expect(order(await read("/posts/halls/responses"))).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  expect(order(await read("/posts/halls/responses?order=newest-threads"))).toEqual([8, 7, 6, 5, 4, 1, 2, 3]);
  expect(order(await read("/posts/halls/responses?before=4"))).toEqual([3, 2, 1]);
  expect(order(await read(`/comments/${first}/thread`))).toEqual([1, 2, 3]);
  expect(order(await read(`/comments/${first}/thread?after=2`))).toEqual([3]);
});

test("search engines are sent to the post", async () => {
  for (const address of ["/posts/halls/responses", `/comments/${first}/thread`]) {
    const html = await read(address);
    expect(html).toContain('<meta name="robots" content="noindex"');
    expect(html).toMatch(/<link rel="canonical" href="[^"]+\/posts\/halls"/);
  }
});

test.each([
  "/posts/halls/responses?order=oldest",
  "/posts/halls/responses?order=constructor",
  "/posts/halls/responses?before=0",
  "/posts/halls/responses?before=1",
  "/posts/halls/responses?before=x",
  "/posts/halls/responses?before=100",
  "/posts/halls/responses?order=newest-threads&before=100",
  "/posts/halls/responses?before=99999999",
  "/posts/halls/responses?order=newest-threads&before=1",
  "/comments/999/thread",
  "/comments/x/thread",
  "/comments/FIRST/thread?after=0",
  "/comments/FIRST/thread?after=3",
  "/comments/FIRST/thread?after=8",
])("%s isn't there", async (address) => {
  expect((await site.get(address.replace("FIRST", String(first)))).status).toBe(404);
});

test("a new response is on each page at once, also where it was kept", async () => {
  const addresses = [
    "/posts/halls/responses",
    "/posts/halls/responses?order=newest-threads",
    `/comments/${first}/thread`,
  ];
  for (const address of addresses) expect(await read(address)).not.toContain("A new one.");
  const { postId } = await site.services.db.comment.findUniqueOrThrow({ where: { id: first } });
  await createComment(site.services, postId, { body: "A new one.", to: first });
  for (const address of addresses) expect(await read(address)).toContain("A new one.");
});

test("a reader's own response has its links for them alone", async () => {
  const amy = await createMember(site.services.db, "amy");
  const { postId } = await site.services.db.comment.findUniqueOrThrow({ where: { id: first } });
  const own = await createComment(site.services, postId, { body: "Mine." }, { viewer: amy });
  const html = await (await site.get("/posts/halls/responses", { headers: { cookie: amy.cookie } })).text();
  expect(html).toContain(`href="/comments/${own}/remove"`);
  expect(await read("/posts/halls/responses")).not.toContain(`href="/comments/${own}/remove"`);
});

test("a member finds what is rarely done to a response behind one word, and a guest beside Reply", async () => {
  const amy = await createMember(site.services.db, "amy-more");
  const { postId } = await site.services.db.comment.findUniqueOrThrow({ where: { id: first } });
  const own = await createComment(site.services, postId, { body: "Mine." }, { viewer: amy });
  const html = await (await site.get("/posts/halls", { headers: { cookie: amy.cookie } })).text();
  const linksAt = (id: number) => {
    const [, seen = "", rare = ""] =
      new RegExp(
        `id="comment-${id}"><article.*?<footer>(.*?)<details class="more">(.*?)</details></footer>`,
      ).exec(html) ?? [];
    return [seen, rare].map((part) => [...part.matchAll(/>(\w+)<\/a>/g)].map(([, words]) => words));
  };
  expect(linksAt(first)).toEqual([["Reply"], ["Cite", "Follow", "Nominate", "Report"]]);
  // Nobody reports themselves.
  expect(linksAt(own)).toEqual([
    ["Reply", "Edit"],
    ["Cite", "Follow", "Delete"],
  ]);
  const page = await read("/posts/halls");
  expect(page).not.toContain('class="more"');
  expect(page).toContain(`href="/comments/${first}/report"`);
});
