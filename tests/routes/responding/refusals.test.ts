// Refused replies give the reason and return every field.

import { afterAll, beforeAll, expect, test } from "vitest";
import { MAX_COMMENT_CHARS } from "~/comments/comment.schema";
import { withdrawPost } from "~/flows/publishing/publish-post.server";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { typed } from "./typed";

let site: TestSite;
let postId: number;
let elsewhere: number;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  postId = await createPost(site.services, { slug: "x" });
  elsewhere = await createComment(site.services, await createPost(site.services, { slug: "y" }));
});
afterAll(() => site.close());

const X = "/posts/x/respond";

async function refusalOf(fields: Record<string, string>, init: RequestInit = {}, path = X) {
  const answer = await site.post(path, typed(fields), init);
  return { status: answer.status, html: await answer.text() };
}

test.each([
  ["an empty reply", { body: " \n " }, 422, "Please write your reply."],
  ["a reply that is too long", { body: "x".repeat(20_001) }, 422, "20,000 characters"],
  ["a missing name", { name: "" }, 422, "enter a name"],
  ["a name of a thousand letters", { name: "W".repeat(1000) }, 422, "80 characters"],
  ["a name that looks like the site’s staff", { name: "Mod\u0435rator" }, 422, "says that you run it"],
  ["a name that looks like a writer’s", { name: "\u041a\u0435n" }, 422, "Somebody here has this name"],
  ["a missing e-mail address", { email: "" }, 422, "It’s never shown"],
  ["half an e-mail address", { email: "ada@" }, 422, "look like an e-mail address"],
  ["a website with another scheme", { site: "javascript:alert(1)" }, 422, "look like a web address"],
  ["a reply to an unknown comment", { to: "999999" }, 422, "no longer here"],
  ["a reply to a comment id that is a word", { to: "abc" }, 422, "wasn’t found"],
  ["seven links", { body: "https://a.example/1 ".repeat(7) }, 422, "6 links"],
  ["a text that renders to nothing", { body: "<script>alert(1)</script>" }, 422, "in words"],
  ["a filled honeypot", { homepage: "https://spam.example" }, 422, "A hidden field was filled in"],
])("refuses %s with the reason", async (_what, fields, status, reason) => {
  const refusal = await refusalOf(fields);
  expect(refusal.status).toBe(status);
  expect(refusal.html).toContain(reason);
});

/** Each character takes nine bytes in a form, three times the limit of a form without a text. */
const LONGEST = "字".repeat(MAX_COMMENT_CHARS);

test("previews and posts a reply of the maximum length in any script, and returns a longer one", async () => {
  expect((await site.post("/posts/x/preview", typed({ body: LONGEST }))).status).toBe(200);
  expect((await site.post(X, typed({ body: LONGEST }))).status).toBe(303);
  for (const path of [X, "/posts/x/preview"]) {
    const longer = await refusalOf({ body: `${LONGEST}字` }, {}, path);
    expect([longer.status, longer.html.includes(LONGEST)]).toEqual([422, true]);
  }
});

test.each(["999999", "abc"])(
  "turns a reply to the removed comment %s into a reply to the post, when it is sent again",
  async (to) => {
    const { html } = await refusalOf({ to, body: `Of ${to}.` });
    expect(html).toContain("it’s a reply to the post itself");
    expect(html).toContain('name="to" autoComplete="off" value=""');
    expect((await site.post(X, typed({ to: "", body: `Of ${to}.` }))).status).toBe(303);
  },
);

test("reports a removed comment together with other errors", async () => {
  const { html } = await refusalOf({ to: "999999", email: "" });
  expect([html.includes("a reply to the post itself"), html.includes("It’s never shown")]).toEqual([
    true,
    true,
  ]);
});

test("says on the form for a removed comment that it now replies to the post", async () => {
  await createPost(site.services, { slug: "read" });
  const answer = await site.get("/posts/read/respond?to=999999");
  const html = await answer.text();
  expect([answer.status, html.includes("no longer here")]).toEqual([200, true]);
  expect(html).toContain('name="to" autoComplete="off" value=""');
  expect(await (await site.get("/posts/read/respond")).text()).not.toContain("no longer here");
});

test("refuses a reply to a comment of another post", async () => {
  const refusal = await refusalOf({ to: String(elsewhere) });
  expect([refusal.status, refusal.html.includes("no longer here")]).toEqual([422, true]);
});

test("refuses a reply to a held comment", async () => {
  const held = await createComment(site.services, postId);
  await site.services.db.comment.update({ where: { id: held }, data: { status: "held" } });
  expect((await refusalOf({ to: String(held) })).status).toBe(422);
});

test("returns every field", async () => {
  const { html } = await refusalOf({
    body: "Long thoughts\n\n> and a quotation",
    name: "Ada & Eve",
    email: "no address",
    site: "https://ada.example",
  });
  expect(html).toContain("Long thoughts\n\n&gt; and a quotation</textarea>");
  expect(html).toMatch(/name="name"[^>]*value="Ada &amp; Eve"/);
  expect(html).toMatch(/name="email"[^>]*value="no address"/);
  expect(html).toMatch(/name="site"[^>]*value="https:\/\/ada.example"/);
});

test("escapes the returned fields", async () => {
  const { html } = await refusalOf({
    body: "</textarea><script>alert(1)</script>",
    name: '"><script>alert(2)</script>',
    email: '"><img src=x onerror=alert(3)>',
    to: '"><script>alert(4)</script>',
  });
  expect(html).not.toMatch(/<script>alert|<img src=x/);
});

test("keeps the comment that a refused reply answers", async () => {
  const to = String(await createComment(site.services, postId, { name: "Grace" }));
  const { html } = await refusalOf({ to, email: "" });
  expect([
    html.includes(`name="to" autoComplete="off" value="${to}"`),
    html.includes("Reply to <bdi>Grace</bdi>"),
  ]).toEqual([true, true]);
});

test.each([
  ["JSON", "application/json", '{"body":"Hi","name":"Ada","email":"ada@example.org"}'],
  ["plain text", "text/plain", "body=Hi"],
  ["truncated multipart data", "multipart/form-data; boundary=x", "--x\r\nContent-Dispo"],
])("refuses a body of %s with a message", async (_what, type, body) => {
  const answer = await site.get(X, {
    method: "POST",
    body,
    headers: { "Content-Type": type, Origin: site.address },
  });
  const html = await answer.text();
  expect([answer.status, html.includes("Please write your reply.")]).toEqual([422, true]);
  expect(html).not.toContain("Invalid input");
});

test("answers a reply to an unknown post with 404", async () => {
  expect((await refusalOf({}, {}, "/posts/nowhere/respond")).status).toBe(404);
});

test("answers a reply to a draft with 404", async () => {
  const id = await createPost(site.services, { slug: "draft" });
  await site.services.db.post.update({ where: { id }, data: { status: "draft" } });
  expect((await refusalOf({}, {}, "/posts/draft/respond")).status).toBe(404);
});

test("stores nothing of a refused reply", async () => {
  const before = await site.services.db.comment.count();
  await refusalOf({ email: "" });
  await refusalOf({ homepage: "x" });
  await refusalOf({ to: "999999" });
  expect(await site.services.db.comment.count()).toBe(before);
});

test.each(["respond", "preview"])("answers a %s to a withdrawn post with 410 and its text", async (page) => {
  const id = await createPost(site.services, { slug: `gone-${page}` });
  await withdrawPost(site.services, id, new Date());
  const body = "A long <thought>.\n\nAnd its end.";
  const { status, html } = await refusalOf({ body }, {}, `/posts/gone-${page}/${page}`);
  expect(status).toBe(410);
  expect(html).toContain("A long &lt;thought&gt;.\n\nAnd its end.</textarea>");
  expect(html).toContain("Your text wasn’t posted.");
});
