import { afterAll, beforeAll, expect, test } from "vitest";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { typed } from "./typed";

let site: TestSite;
let postId: number;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  postId = await createPost(site.services, { slug: "x", title: "Hello" });
});
afterAll(() => site.close());

async function preview(fields: Record<string, string>) {
  const answer = await site.post("/posts/x/preview", typed(fields));
  return { status: answer.status, html: await answer.text() };
}

test("renders the text of a preview", async () => {
  const { status, html } = await preview({ body: "So *true*." });
  expect([status, html.includes("So <em>true</em>.")]).toEqual([200, true]);
});

test("keeps every field of a preview", async () => {
  const { html } = await preview({ body: "So *true*.", name: "Ada & Eve", email: "not yet" });
  expect(html).toContain("So *true*.</textarea>");
  expect(html).toMatch(/name="name"[^>]*value="Ada &amp; Eve"/);
  expect(html).toMatch(/name="email"[^>]*value="not yet"/);
});

test("keeps the comment that a preview replies to", async () => {
  const to = String(await createComment(site.services, postId, { name: "Grace" }));
  const { html } = await preview({ to });
  expect([
    html.includes(`name="to" autoComplete="off" value="${to}"`),
    html.includes("Reply to <bdi>Grace</bdi>"),
  ]).toEqual([true, true]);
});

test("says that a preview is now a reply to the post when its comment was removed", async () => {
  const { status, html } = await preview({ to: "999999", body: "So *true*." });
  expect([status, html.includes("So <em>true</em>."), html.includes("no longer here")]).toEqual([
    200,
    true,
    true,
  ]);
  expect(html).toContain('name="to" autoComplete="off" value=""');
});

test("renders no hostile markup in a preview", async () => {
  const { html } = await preview({ body: "<script>alert(1)</script>\n\n[x](javascript:alert(1)) and more" });
  expect(html.replace(/<textarea.*<\/textarea>/s, "")).not.toContain("alert(1)");
});

test("refuses an empty preview with 422", async () => {
  const { status, html } = await preview({ body: "" });
  expect([status, html.includes("Please write your reply.")]).toEqual([422, true]);
});

test.each([
  ["is invisible", "<!-- nothing -->", "in words"],
  ["has too many links", "https://a.example/1 ".repeat(7), "6 links"],
])("refuses the preview of a text that %s, like the reply itself", async (_what, body, reason) => {
  const { status, html } = await preview({ body });
  expect([status, html.includes(reason), html.includes("not posted yet")]).toEqual([422, true, false]);
});

test("stores nothing for a preview", async () => {
  const before = await site.services.db.comment.count();
  await preview({});
  expect(await site.services.db.comment.count()).toBe(before);
});

test("lets only the sender's browser cache a preview, so that going back does not send it again", async () => {
  const answer = await site.post("/posts/x/preview", typed());
  expect(answer.headers.get("Cache-Control")).toBe("private, max-age=3600");
  // With `Vary: Cookie`, posting the reply would change the cached preview's key.
  expect(answer.headers.get("Vary")).toBe("Accept-Encoding");
});

test("answers a GET of the preview with a link to the form", async () => {
  const answer = await site.get("/posts/x/preview", { redirect: "follow" });
  expect([answer.status, (await answer.text()).includes("/posts/x#respond")]).toEqual([200, true]);
});
