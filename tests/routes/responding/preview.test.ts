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

test("a preview shows the text as it will stand", async () => {
  const { status, html } = await preview({ body: "So *true*." });
  expect([status, html.includes("So <em>true</em>.")]).toEqual([200, true]);
});

test("a preview keeps everything for sending", async () => {
  const { html } = await preview({ body: "So *true*.", name: "Ada & Eve", email: "not yet" });
  expect(html).toContain("So *true*.</textarea>");
  expect(html).toMatch(/name="name"[^>]*value="Ada &amp; Eve"/);
  expect(html).toMatch(/name="email"[^>]*value="not yet"/);
});

test("a preview of an answer remembers whom it answers", async () => {
  const to = String(await createComment(site.services, postId, { name: "Grace" }));
  const { html } = await preview({ to });
  expect([
    html.includes(`name="to" autoComplete="off" value="${to}"`),
    html.includes("Reply to <bdi>Grace</bdi>"),
  ]).toEqual([true, true]);
});

test("a preview of an answer to a comment that is gone says that it is to the post now", async () => {
  const { status, html } = await preview({ to: "999999", body: "So *true*." });
  expect([status, html.includes("So <em>true</em>."), html.includes("no longer here")]).toEqual([
    200,
    true,
    true,
  ]);
  expect(html).toContain('name="to" autoComplete="off" value=""');
});

test("a preview does no harm", async () => {
  const { html } = await preview({ body: "<script>alert(1)</script>\n\n[x](javascript:alert(1)) and more" });
  expect(html.replace(/<textarea.*<\/textarea>/s, "")).not.toContain("alert(1)");
});

test("nothing to preview is said", async () => {
  const { status, html } = await preview({ body: "" });
  expect([status, html.includes("Please write your reply.")]).toEqual([422, true]);
});

test.each([
  ["shows nothing", "<!-- nothing -->", "in words"],
  ["holds too many links", "https://a.example/1 ".repeat(7), "6 links"],
])(
  "a text that %s is refused when it is previewed, as it would be when it is sent",
  async (_what, body, reason) => {
    const { status, html } = await preview({ body });
    expect([status, html.includes(reason), html.includes("not posted yet")]).toEqual([422, true, false]);
  },
);

test("a preview keeps nothing", async () => {
  const before = await site.services.db.comment.count();
  await preview({});
  expect(await site.services.db.comment.count()).toBe(before);
});

test("a preview is kept by its sender's browser alone, so that Back to it need not send it again", async () => {
  const answer = await site.post("/posts/x/preview", typed());
  expect(answer.headers.get("Cache-Control")).toBe("private, max-age=3600");
  // By its cookies too, it would be another after the reply is posted.
  expect(answer.headers.get("Vary")).toBe("Accept-Encoding");
});

test("its address without a text is no dead end", async () => {
  const answer = await site.get("/posts/x/preview", { redirect: "follow" });
  expect([answer.status, (await answer.text()).includes("/posts/x#respond")]).toEqual([200, true]);
});
