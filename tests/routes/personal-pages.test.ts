// Pages of members neither come from the page cache nor go into it.

import { afterAll, beforeAll, expect, test } from "vitest";
import { createMember, type TestMember } from "../factories/people";
import { createComment, createPost } from "../factories/posts";
import { openTestSite, type TestSite } from "../factories/site";
import { cacheCounts } from "./kept-pages";

let site: TestSite;
let ada: TestMember;
let ken: TestMember;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  const { services } = site;
  ada = await createMember(services.db, "ada", { name: "Ada Farrow" });
  ken = await createMember(services.db, "ken", { name: "Ken Ito", role: "administrator" });
  const id = await createPost(services, { slug: "x", tags: ["t"], writers: ["zoe"] });
  await createComment(services, id, {}, { viewer: ada });
});
afterAll(() => site.close());

const see = (path: string, cookie = "", headers: Record<string, string> = {}) =>
  site.get(path, { headers: { ...(cookie && { Cookie: cookie }), ...headers } });

const NAMES = /Ada Farrow|Ken Ito|Sign out/;
const PAGES = [
  "/",
  "/posts/x",
  "/tags",
  "/tags/t",
  "/people/zoe",
  "/people/zoe/responses",
  "/series",
  "/archive",
];

test.each(PAGES)("neither reads nor fills the cache with %s for a member", async (path) => {
  const before = await cacheCounts(site);
  const first = await see(path, ada.cookie);
  expect([first.status, first.headers.get("Cache-Control"), first.headers.get("Vary")]).toEqual([
    200,
    "private, no-store",
    expect.stringContaining("Cookie"),
  ]);
  expect(first.headers.get("Last-Modified")).toBeNull();
  expect(await first.text()).toContain("Sign out");
  expect(await cacheCounts(site)).toEqual(before);

  // A member never gets a guest's page, whichever was rendered first.
  const guest = await see(path);
  expect(guest.headers.get("Cache-Control")).toBe("public, no-cache");
  expect(await guest.text()).not.toContain("Sign out");
  const kept = await cacheCounts(site);
  expect(kept.miss).toBe(before.miss + 1);
  expect(await (await see(path, ada.cookie)).text()).toContain("Sign out");
  expect(await cacheCounts(site)).toEqual(kept);
});

test("sends a member the whole page when the request has a guest's ETag", async () => {
  const guest = await see("/posts/x");
  const headers = {
    "If-None-Match": guest.headers.get("ETag") ?? "",
    "If-Modified-Since": guest.headers.get("Last-Modified") ?? "",
    "Cache-Control": "max-age=0",
  };
  expect((await see("/posts/x", "", headers)).status).toBe(304);
  const { "If-None-Match": _, ...byDate } = headers;
  for (const condition of [headers, byDate])
    expect((await see("/posts/x", ada.cookie, condition)).status).toBe(200);
});

test("sends the cached page for a forged, malformed or expired session cookie", async () => {
  const long = new Date(Date.now() - 365 * 24 * 60 * 60 * 1000);
  const { cookie: expired } = await createMember(site.services.db, "expired", { now: long });
  const guest = await (await see("/posts/x")).text();
  const cookies = [
    `session=${"0".repeat(48)}`,
    ada.cookie.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
    ada.cookie.toUpperCase().replace("SESSION", "session"),
    `${ada.cookie}0`,
    `session="${ada.cookie.slice("session=".length)}`,
    `sessions${ada.cookie.slice("session".length)}`,
    `session=${ada.id}`,
    "session=",
    "session=%zz",
    ";;;=",
    expired,
  ];
  for (const cookie of cookies) {
    const { hit } = await cacheCounts(site);
    const answer = await see("/posts/x", cookie);
    expect([cookie, answer.status, answer.headers.get("Cache-Control")]).toEqual([
      cookie,
      200,
      "public, no-cache",
    ]);
    expect((await answer.text()) === guest).toBe(true);
    expect((await cacheCounts(site)).hit).toBe(hit + 1);
  }
});

test("treats a member as a guest after the session has ended", async () => {
  const gone = await createMember(site.services.db, "gone-soon");
  expect(await (await see("/posts/x", gone.cookie)).text()).toContain("Sign out");
  await site.services.db.session.deleteMany({ where: { accountId: gone.accountId } });
  const answer = await see("/posts/x", gone.cookie);
  expect(answer.headers.get("Cache-Control")).toBe("public, no-cache");
  expect(await answer.text()).not.toMatch(/Sign out/);
});

test("shows simultaneous members and guests their own name only", async () => {
  // Several rounds, so that renderings of one page overlap with changes to it.
  const id = await createPost(site.services, { slug: "crowded", writers: ["zoe"] });
  for (let round = 0; round < 4; round++) {
    await createComment(site.services, id);
    const visitors = Array.from({ length: 24 }, (_, index) => [ada.cookie, ken.cookie, ""][index % 3] ?? "");
    const pages = await Promise.all(
      visitors.map(async (cookie) => {
        const answer = await see("/posts/crowded", cookie);
        return { cookie, kept: answer.headers.get("Cache-Control"), html: await answer.text() };
      }),
    );
    for (const { cookie, kept, html } of pages) {
      const names = [...new Set([...html.matchAll(/Ada Farrow|Ken Ito/g)].map(([name]) => name))];
      expect(names).toEqual(
        cookie === ada.cookie ? ["Ada Farrow"] : cookie === ken.cookie ? ["Ken Ito"] : [],
      );
      expect(kept).toBe(cookie ? "private, no-store" : "public, no-cache");
    }
  }
});

test("sends all guests the same bytes, whatever their other cookies", async () => {
  const [one, two] = await Promise.all([see("/posts/x"), see("/posts/x", "theme=dark; sent=12")]);
  expect(await one.text()).toBe(await two.text());
  expect(one.headers.get("ETag")).toBe(two.headers.get("ETag"));
  expect(one.headers.get("Set-Cookie")).toBeNull();
});

test("neither caches nor shares a member's error page", async () => {
  const answer = await see("/posts/nowhere", ada.cookie);
  expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([404, "private, no-store"]);
  expect(await (await see("/posts/nowhere")).text()).not.toMatch(NAMES);
});
