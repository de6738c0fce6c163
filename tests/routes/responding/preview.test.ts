import { afterAll, beforeAll, expect, test } from "vitest";
import { TYPED_PREVIEWS_OF_NETWORK, TYPED_PREVIEWS_PER_MINUTE } from "~/comments/comment.schema";
import { createCommentLimits } from "~/comments/reply/comment-limits.server";
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

const typedPreview = (fields: Record<string, string>, browser = "a") =>
  site.post("/posts/x/preview/text", fields, { headers: { "User-Agent": browser } });

test("renders a text while it is typed as HTML without a page, and refuses an empty one as JSON", async () => {
  const answer = await typedPreview({ body: "So *true*.<script>alert(1)</script>" });
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
  expect(await answer.text()).toMatch(/^<div data-preview="true"><p[^>]*>So <em>true<\/em>\.(?!.*<script)/);
  const refused = await typedPreview({ body: " " });
  expect([refused.status, await refused.json()]).toEqual([
    422,
    { errors: { body: "Please write your reply." } },
  ]);
  expect((await site.post("/posts/none/preview/text", { body: "x" })).status).toBe(404);
});

test("drops a text that is being typed while others wait for the renderer, and the button waits for its turn", async () => {
  const long = "A *word* and [a link](https://example.org).\n\n".repeat(150);
  const busy = Array.from({ length: 4 }, (_, index) =>
    site.services.renderFor(`network-${index}`)(long, { kind: "comment" }),
  );
  const [dropped, waited] = await Promise.all([typedPreview({ body: "*x*" }), preview({ body: "*x*" })]);
  expect([dropped.status, waited.status]).toEqual([204, 200]);
  await Promise.all(busy);
  expect((await typedPreview({ body: "*x*" })).status).toBe(200);
});

test("limits texts that are being typed by browser and by network, and not the button with them", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on" } });
  await createPost(limited.services, { slug: "x" });
  const { secondsToWaitForTypedPreview: wait } = createCommentLimits(limited.services.db, true);
  const guest = { kind: "guest" } as const;
  const times = async (count: number, browser: (index: number) => string) => {
    const waits: number[] = [];
    for (let index = 0; index < count; index++) waits.push(await wait("127.0.0.1", guest, browser(index)));
    return waits.filter((seconds) => seconds > 0).length;
  };
  expect(await times(TYPED_PREVIEWS_PER_MINUTE + 1, () => "a")).toBe(1);
  const fields = { body: "*x*" };
  const sent = (browser: string) =>
    limited.post("/posts/x/preview/text", fields, { headers: { "User-Agent": browser } });
  expect([(await sent("a")).status, (await sent("b")).status]).toEqual([429, 200]);
  expect((await limited.post("/posts/x/preview", typed(fields))).status).toBe(200);
  await times(TYPED_PREVIEWS_OF_NETWORK, (index) => `browser ${index}`);
  expect((await sent("c")).status).toBe(429);
});
