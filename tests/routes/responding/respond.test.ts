// Posting a reply over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { typed } from "./typed";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
});
afterAll(() => site.close());

let count = 0;

/** A new post for one test. */
async function newPost() {
  const slug = `post-of-test-${++count}`;
  const id = await createPost(site.services, { slug });
  return { id, path: `/posts/${slug}`, respond: `/posts/${slug}/respond` };
}

const textOf = async (path: string) => (await site.get(path)).text();

const commentsOf = (postId: number) =>
  site.services.db.comment.findMany({ where: { postId }, orderBy: { id: "asc" } });

test("replaces NUL characters in a reply", async () => {
  const { id, path, respond } = await newPost();
  const answer = await site.post(respond, typed({ body: "So\0 true.", name: "Ada\0" }));
  expect(answer.status).toBe(303);
  expect(await commentsOf(id)).toMatchObject([{ source: "So\ufffd true.", guestName: "Ada\ufffd" }]);
  expect(await textOf(path)).not.toContain("\0");
});

test.each(["/posts/%00", "/tags/a%00", "/people/%00/feed", "/?before=%00"])(
  "answers %s with 400",
  async (path) => {
    expect((await site.get(path)).status).toBe(400);
  },
);

test("redirects after posting to the reply on the post's page", async () => {
  const { path, respond } = await newPost();
  const answer = await site.post(respond, typed({ body: "So *true*." }));
  const location = answer.headers.get("Location") ?? "";
  const [page = "", anchor = ""] = location.split("#");
  expect(anchor).toMatch(/^comment-\d+$/);
  expect([answer.status, page]).toEqual([303, `${path}?done=posted-${anchor.slice("comment-".length)}`]);
  const html = await textOf(path);
  expect(html).toContain(`id="${anchor}"`);
  expect(html).toContain("So <em>true</em>.");
});

/** Posts a reply. Returns its id, the redirect's target and the cookie. */
async function sendOne() {
  const { path, respond } = await newPost();
  const answer = await site.post(respond, typed());
  const [page = "", anchor = ""] = (answer.headers.get("Location") ?? "").split("#");
  const [cookie = ""] = answer.headers.getSetCookie();
  return { path, page, id: anchor.slice("comment-".length), cookie };
}

const POSTED = "Your reply was posted.";
const follow = (page: string, cookie: string) =>
  site.get(page, { headers: { Cookie: cookie }, redirect: "manual" });

test("confirms a reply beside it, on an uncached page", async () => {
  const { path, page, id, cookie } = await sendOne();
  expect(cookie).toBe(`done=posted-${id}; Max-Age=60; Path=/; SameSite=Lax`);
  const told = await follow(page, cookie.split(";")[0] ?? "");
  expect([told.status, told.headers.get("Cache-Control")]).toEqual([200, "private, no-store"]);
  expect(await told.text()).toMatch(
    new RegExp(`<li id="comment-${id}"[^>]*><p class="form-done" role="status">${POSTED}`),
  );
  expect(await textOf(path)).not.toContain(POSTED);
});

test.each([
  ["no cookie", () => ""],
  ["a cookie for another reply", () => "done=posted-1"],
])("redirects from the confirmation to the plain page with %s", async (_what, cookie) => {
  const { path, page } = await sendOne();
  const answer = await follow(page, cookie());
  expect([answer.status, answer.headers.get("Location")]).toEqual([302, path]);
});

test("ignores a forged confirmation cookie", async () => {
  const { path, id } = await sendOne();
  for (const done of [`deleted-${id}`, "posted-999999", "posted-0", "posted-", "posted-1e3", "x"]) {
    const answer = await follow(`${path}?done=${done}`, `done=${done}`);
    expect([done, answer.status, answer.headers.get("Location")]).toEqual([done, 302, path]);
  }
  await site.services.db.write(async (tx) => {
    const createdAt = new Date(Date.now() - 11 * 60 * 1000);
    const { postId } = await tx.db.comment.update({ where: { id: Number(id) }, data: { createdAt } });
    tx.invalidate(`post:${postId}`);
  });
  expect((await follow(`${path}?done=posted-${id}`, `done=posted-${id}`)).status).toBe(302);
});

test("stores a reply under its comment", async () => {
  const { id, respond } = await newPost();
  const to = await createComment(site.services, id);
  await site.post(respond, typed({ to: String(to) }));
  expect((await commentsOf(id)).map((comment) => comment.parentId)).toEqual([null, to]);
});

test.each([
  ["urlencoded", () => new URLSearchParams(typed({ body: "Two  words & Ünïcode\r\nand\rmore" }))],
  ["multipart", () => formOf(typed({ body: "Two  words & Ünïcode\r\nand\rmore" }))],
])("accepts a %s form whole, with normalized line ends", async (_what, body) => {
  const { id, respond } = await newPost();
  const answer = await site.get(respond, { method: "POST", body: body(), headers: { Origin: site.address } });
  expect([answer.status, (await commentsOf(id))[0]?.source]).toEqual([
    303,
    "Two  words & Ünïcode\nand\nmore",
  ]);
});

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

test("posts the same reply once, and redirects both times to it", async () => {
  const { id, respond } = await newPost();
  const reply = typed();
  const [first, second] = [await site.post(respond, reply), await site.post(respond, reply)];
  expect(second.headers.get("Location")).toBe(first.headers.get("Location"));
  expect((await commentsOf(id)).length).toBe(1);
});

test("posts ten simultaneous copies of a reply once, and counts one", async () => {
  const { id, respond } = await newPost();
  const reply = typed();
  const answers = await Promise.all(Array.from({ length: 10 }, () => site.post(respond, reply)));
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.headers.get("Location")}`)).size).toBe(1);
  const post = await site.services.db.post.findUniqueOrThrow({ where: { id } });
  expect([(await commentsOf(id)).length, post.responseCount]).toEqual([1, 1]);
});

test.each([
  ["name", "<b>Eve</b><script>alert(1)</script>", "<b>Eve"],
  ["name", 'Eve" onmouseover="alert(1)', '" onmouseover="'],
  ["site", 'https://x.example/"onmouseover="alert(1)', '"onmouseover="'],
  ["body", '<script>alert(1)</script><img src=x onerror="alert(1)"> and more', "alert(1)"],
  ["body", "[a link](javascript:alert(1)) and more", "javascript:"],
])("escapes the %s '%s'", async (field, value, harm) => {
  const { path, respond } = await newPost();
  await site.post(respond, typed({ [field]: value }));
  const html = await textOf(path);
  expect(html).toContain('id="comment-');
  expect(html).not.toContain(harm);
});

test("accepts a name of eighty letters without a space", async () => {
  const { path, respond } = await newPost();
  const name = "W".repeat(80);
  expect((await site.post(respond, typed({ name }))).status).toBe(303);
  expect(await textOf(path)).toContain(name);
});

test("shows the e-mail address on no page, in no data and in no log", async () => {
  const { id, path, respond } = await newPost();
  const email = "hidden.person@secret.example";
  const answer = await site.post(respond, typed({ email }));
  const comment = answer.headers.get("Location")?.split("#comment-")[1];
  expect((await commentsOf(id))[0]?.guestEmail).toBe(email);
  for (const page of ["/", path, `${respond}?to=${comment}`, `${path}.data`, `${respond}.data?to=${comment}`])
    expect([page, (await textOf(page)).includes("hidden.person")]).toEqual([page, false]);
});

test("shows on the reply form the comment that it answers", async () => {
  const { id, respond } = await newPost();
  const [one, two] = [
    await createComment(site.services, id, { body: "The first thing." }),
    await createComment(site.services, id, { body: "The second thing." }),
  ];
  expect(await textOf(`${respond}?to=${one}`)).toContain("The first thing.");
  const html = await textOf(`${respond}?to=${two}`);
  expect([
    html.includes("The second thing."),
    html.includes(`name="to" autoComplete="off" value="${two}"`),
  ]).toEqual([true, true]);
});

test("refreshes the reply form when its post changes", async () => {
  const { id, respond } = await newPost();
  await textOf(respond);
  await site.services.db.write(async (tx) => {
    await tx.db.post.update({ where: { id }, data: { title: "A title that is new" } });
    tx.invalidate(`post:${id}`);
  });
  expect(await textOf(respond)).toContain("A title that is new");
});

test("begins a reply with a quote for whoever comes from an e-mail, of what everyone can read", async () => {
  const { id, respond } = await newPost();
  const to = await createComment(site.services, id, { body: `One.\n\n${"a".repeat(2_000)}` });
  const body = async (query: string) =>
    /<textarea[^>]*name="body"[^>]*>([^<]*)</.exec(await textOf(`${respond}?${query}`))?.[1]?.trim();
  expect(await body(`to=${to}&quote=1`)).toBe(
    `&gt; [#1](/comments/${to}):\n&gt;\n&gt; One.\n&gt;\n&gt; ${"a".repeat(994)} …`,
  );
  expect(await body(`to=${to}`)).toBe("");
  await site.services.db.comment.update({ where: { id: to }, data: { status: "removed" } });
  expect(await body(`to=${to}&quote=1`)).toBe("");
});
