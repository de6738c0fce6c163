// A site with a spam service: what people are told, and what the service gets of a form.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { type SpamServer, startSpamServer } from "../../factories/spam-service";

let server: SpamServer;
let site: TestSite;
beforeAll(async () => {
  server = await startSpamServer();
  site = await openTestSite({
    close: "later",
    env: { AKISMET_KEY: "key", AKISMET_URL: `${server.url}/`, PAGE_CACHE: "on" },
  });
  await createPost(site.services, { slug: "a" });
});
afterAll(async () => {
  await site.close();
  server.close();
});

test("asks about a posted reply with what the browser says of itself, and its page says that it waits", async () => {
  server.answer = "true";
  const typed = { name: "Bo", email: "bo@example.org", body: "Hello.", as: "guest", opened: "0" };
  const answer = await site.post("/posts/a/respond", typed, {
    headers: { "User-Agent": "Lynx/2.9", Referer: `${site.address}/posts/a` },
  });
  expect(answer.status).toBe(303);
  expect(server.asked.map(({ verb }) => verb)).toEqual(["verify-key", "comment-check"]);
  const { fields } = server.asked[1] ?? {};
  expect(fields).toMatchObject({ user_agent: "Lynx/2.9", referrer: `${site.address}/posts/a` });
  const page = await site.get(answer.headers.get("Location") ?? "");
  expect(await page.text()).toContain("it resembles advertising");
});

test("says at each form what is sent where, and in full on /privacy", async () => {
  const preview = await site.post("/posts/a/preview", { body: "Hello." });
  for (const page of [await site.get("/posts/a"), await site.get("/posts/a/respond"), preview])
    expect(await page.text()).toMatch(/network address to (<!-- -->)?<span dir="ltr">127.0.0.1<\/span>/);
  const privacy = await (await site.get("/privacy")).text();
  expect(privacy).toContain("Your e-mail address is never");
  expect(privacy).not.toContain("isn’t shared with anyone");
});
