// A guest's secret link to their own reply, over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { setHolding } from "../../../factories/moderation";
import { createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { Visitor } from "../../../factories/visitor";
import { typed } from "../typed";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
});
afterAll(() => site.close());

let count = 0;

/** Posts a reply to a new post. `tell` opens the page that confirms it. */
async function reply(fields: Record<string, string> = {}) {
  const slug = `answered-${++count}`;
  await createPost(site.services, { slug });
  const visitor = new Visitor(site);
  const form = typed(fields);
  const posted = await visitor.post(`/posts/${slug}/respond`, form);
  const page = posted.location?.split("#")[0] ?? "";
  return { slug, visitor, form, posted, page, tell: () => visitor.get(page) };
}

const secretIn = (html: string) => /href="(\/replies\/[0-9a-f]{48})"/.exec(html)?.[1];

test("a guest whose reply is published gets its link beside it, once, and edits and deletes the reply by it", async () => {
  const { slug, visitor, posted, page, tell } = await reply({ body: "The first words." });
  const told = await tell();
  expect(page).toMatch(new RegExp(`^/posts/${slug}\\?done=posted-\\d+$`));
  const [, cookie = ""] = posted.headers.getSetCookie();
  expect(cookie).toMatch(/^reply-secret=\d+-[0-9a-f]{48}; Max-Age=60; Path=\/posts; HttpOnly; SameSite=Lax$/);
  expect(told.headers.get("Cache-Control")).toBe("private, no-store");
  const own = secretIn(told.html) ?? "";
  expect(own).not.toBe("");

  const state = await visitor.get(own);
  expect(state.html).toContain("Your reply is published");
  expect(state.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(state.headers.get("X-Robots-Tag")).toBe("noindex, nofollow");
  expect(state.headers.get("Cache-Control")).toBe("private, no-store");
  expect(state.html).toContain('content="noindex"');
  const basedOn = /name="basedOn" value="([^"]*)"/.exec((await visitor.get(`${own}/edit`)).html)?.[1] ?? "";
  expect((await visitor.post(`${own}/edit`, { body: "The better words.", basedOn })).status).toBe(303);
  expect((await new Visitor(site).get(`/posts/${slug}`)).html).toContain("The better words.");
  const deleted = await visitor.post(`${own}/remove`);
  expect(deleted.location).toMatch(new RegExp(`^/replies/deleted\\?post=${slug}&done=deleted-\\d+$`));
  expect(deleted.headers.get("Referrer-Policy")).toBe("no-referrer");
  const gone = await visitor.get(deleted.location ?? "");
  expect(gone.html).toContain("Your reply was deleted");
  expect(gone.html).toContain(`href="/posts/${slug}#responses"`);
  // Nobody else is told that a reply of theirs was deleted.
  expect((await new Visitor(site).get(deleted.location ?? "")).location).toBe(`/posts/${slug}#responses`);
  expect((await new Visitor(site).get(`/posts/${slug}`)).html).not.toContain("The better words.");
  expect((await visitor.get(own)).status).toBe(404);
});

test("neither readers, nor a repeated submission, nor a forged cookie are given a link", async () => {
  const { slug, visitor, form, posted, page } = await reply();
  const again = new Visitor(site);
  const repeated = await again.post(`/posts/${slug}/respond`, form);
  expect(repeated.location).toBe(posted.location);
  expect(repeated.headers.getSetCookie()).toHaveLength(1);
  expect(secretIn((await again.get(page)).html)).toBeUndefined();
  expect(secretIn((await new Visitor(site).get(`/posts/${slug}`)).html)).toBeUndefined();
  const id = Number(/posted-(\d+)/.exec(page)?.[1]);
  for (const value of [`${id + 1}-${"a".repeat(48)}`, `${id}-"><b>`, `${id}-${"a".repeat(47)}`, ""]) {
    visitor.cookies.set("reply-secret", encodeURIComponent(value));
    const told = await visitor.get(page);
    expect([value, told.status, secretIn(told.html)]).toEqual([value, 200, undefined]);
    expect(told.html).not.toContain("<b>");
  }
});

test("a guest whose reply is held gets its link as the page that they are sent to", async () => {
  await setHolding(site.services.db, "everyone");
  const { posted, tell } = await reply();
  const told = await tell();
  await setHolding(site.services.db, "nobody");
  expect(posted.location).toMatch(/^\/replies\/[0-9a-f]{48}\?done=posted-\d+#comment-\d+$/);
  expect(posted.headers.getSetCookie()).toHaveLength(1);
  expect(told.html).toContain("Your reply is waiting for a moderator");
});

test("a link that was guessed, or has other characters, leads to nothing", async () => {
  const { tell } = await reply();
  const own = secretIn((await tell()).html) ?? "";
  const last = own.at(-1) === "0" ? "1" : "0";
  for (const guess of [own.slice(0, -1) + last, own.slice(0, -1), `${own}0`, "/replies/%20", "/replies/'"])
    expect([guess, (await new Visitor(site).get(guess)).status]).toEqual([guess, 404]);
});
