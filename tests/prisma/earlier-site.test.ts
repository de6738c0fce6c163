// Upgrade: this version opens the database and the backup of an earlier version and loses nothing.

import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { migrate } from "~/platform/database/migrations/migrate.server";
import { restore } from "~/portability/backup/restore.server";
import { checkSite } from "~/portability/check-site.server";
import { newDatabaseUrl, temporaryFolder } from "../factories/database";
import { EARLIER_BACKUP, earlierDatabaseUrl, readEarlierSite } from "../factories/earlier-site";
import { linkIn, receiveEmails } from "../factories/people";
import { openTestSite } from "../factories/site";
import { Visitor } from "../factories/visitor";

const left = readEarlierSite();
const NEW = "copper lantern drift 41";
/** Time for rendering every text again on a busy machine. */
const SLOW_MS = 180_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: new Date(left.at) }));
afterEach(() => void vi.useRealTimers());

async function open(databaseUrl: string) {
  vi.setSystemTime(new Date(left.at).getTime() + 60_000);
  const site = await openTestSite({ databaseUrl });
  return {
    site,
    db: site.services.db,
    url: databaseUrl,
    visitor: (cookie?: string) => new Visitor(site, cookie),
  };
}

const openDatabase = async () => open(await earlierDatabaseUrl());

let migrated: Promise<string> | undefined;

/** Opens a copy of the database as this version migrates it when it opens it: to migrate it for each test took half of their time. */
async function openMigrated() {
  migrated ??= earlierDatabaseUrl().then(async (url) => {
    expect((await migrate(url, "prisma")).applied.length).toBeGreaterThan(0);
    return url;
  });
  return open(await newDatabaseUrl({ template: await migrated }));
}

async function openBackup() {
  const databaseUrl = await newDatabaseUrl({ migrated: false });
  const dataDir = path.join(temporaryFolder(), "data");
  const restored = await restore({ databaseUrl, dataDir, migrationsFolder: "prisma" }, EARLIER_BACKUP());
  expect(restored).toMatchObject({ ok: true });
  return open(databaseUrl);
}

test.each([
  ["a database", openDatabase],
  ["a backup", openBackup],
])(
  "opens %s of an earlier version with every response in its place and no problems found",
  async (_what, openIt) => {
    const { site, db, url } = await openIt();
    const { post, comments } = left;
    const select = { id: true, number: true, path: true, status: true, createdAt: true };
    const rows = await db.comment.findMany({ where: { postId: post.id }, orderBy: { id: "asc" }, select });
    // Earlier versions called an erased comment removed.
    const states = left.rows.map((row) => (row.status === "removed" ? { ...row, status: "erased" } : row));
    expect(JSON.parse(JSON.stringify(rows))).toEqual(states);
    const pingbacks = await db.pingback.findMany({
      orderBy: { id: "asc" },
      select: { id: true, postId: true, number: true, path: true, createdAt: true },
    });
    expect(JSON.parse(JSON.stringify(pingbacks))).toEqual(left.pingbacks);

    const html = await (await site.get(`/posts/${post.slug}`)).text();
    expect(html).toContain("A <em>first</em> thought.");
    expect(html).toContain("Under what is removed.");
    expect(html).not.toContain("To be removed.");
    expect(html).not.toContain("Held for a look.");
    expect((await site.get(`/posts/${post.formerSlug}`)).headers.get("Location")).toContain(post.slug);
    const lasting = await site.get(`/comments/${comments.under}`);
    expect(lasting.headers.get("Location")).toContain(`/posts/${post.slug}#comment-${comments.under}`);
    // Only moderators see a held comment.
    expect((await site.get(`/comments/${comments.held}`)).status).toBe(404);

    // Texts are rendered again in the background when this version renders them differently. The check reads the whole
    // site, so it waits for that.
    const rendering = { kind: "re-render", status: { in: ["waiting", "running"] } };
    const wait = { timeout: SLOW_MS / 2, interval: 500 };
    await vi.waitFor(async () => expect(await db.job.count({ where: rendering })).toBe(0), wait);
    const check = () => checkSite({ ...site.services, url }, { repair: false, now: new Date() });
    await vi.waitFor(async () => expect(await check()).toEqual({ repaired: [], left: [], notes: [] }), wait);
  },
  SLOW_MS,
);

test("keeps members of an earlier version signed in with their roles", async () => {
  const { visitor } = await openMigrated();
  expect((await visitor(left.sessions.anna).get("/settings")).html).toContain("Anna Holm");
  expect((await visitor(left.sessions.anna).get("/moderation/people")).status).toBe(200);
  expect((await visitor(left.sessions.bea).get("/moderation/people")).status).toBe(403);
});

test("accepts an invitation of an earlier version, with its role", async () => {
  const { site, db, visitor } = await openMigrated();
  const dee = visitor();
  expect((await dee.post(left.links.invitation, { email: "dee@example.org" })).status).toBe(200);
  const [message] = await receiveEmails(site, "dee@example.org");
  await dee.post(message ? linkIn(message) : "", { name: "Dee", handle: "dee", password: NEW });
  await visitor().post(left.links.invitationByEmail, { name: "Cleo", handle: "cleo", password: NEW });
  const roleOf = async (email: string) => (await db.account.findUnique({ where: { email } }))?.role;
  expect([await roleOf("dee@example.org"), await roleOf("cleo@example.org")]).toEqual([
    "author",
    "contributor",
  ]);
  const listed = await visitor(left.sessions.anna).get("/moderation/invitations");
  expect(listed.html).toContain("cleo");
});

test("sends an e-mail that an earlier version had queued, and accepts its link", async () => {
  const { site, db, visitor } = await openMigrated();
  const [toCleo] = await receiveEmails(site, "cleo@example.org");
  expect(toCleo && linkIn(toCleo)).toBe(left.links.invitationByEmail);
  const messages = [
    (await receiveEmails(site, "bea@example.org")).at(0),
    (await receiveEmails(site, "bea.lund@example.org")).at(0),
  ];
  for (const message of messages)
    expect((await visitor().post(message ? linkIn(message) : "")).status).toBe(200);
  const { personId } = await db.account.findUniqueOrThrow({ where: { email: "bea.lund@example.org" } });
  expect((await db.person.findUniqueOrThrow({ where: { id: personId } })).handle).toBe("bea");
});

test("accepts reset links, unsubscribe links and passwords of an earlier version", async () => {
  const { db, visitor } = await openMigrated();
  const anna = { email: "anna@example.org", password: left.password };
  expect((await visitor().post("/sign-in", anna)).status).toBe(303);
  expect((await visitor().post(left.links.unsubscribe)).status).toBe(200);
  expect((await db.account.findUniqueOrThrow({ where: { email: "bea@example.org" } })).notices).toBe(false);
  expect((await visitor().post(left.links.reset, { password: NEW })).status).toBe(303);
  const bea = { email: "bea@example.org", password: NEW };
  expect((await visitor().post("/sign-in", bea)).status).toBe(303);
});

test("publishes a post scheduled by an earlier version on time, with its pingback", async () => {
  const { site, db } = await openMigrated();
  expect((await site.get("/posts/to-come")).status).toBe(404);
  vi.setSystemTime(new Date("2026-11-27T09:00:30Z"));
  await vi.waitFor(async () => expect((await site.get("/posts/to-come")).status).toBe(200), {
    timeout: 20_000,
    interval: 250,
  });
  const pingback = await db.pingback.findFirst({ where: { postId: left.post.id } });
  // The next free number after the existing responses.
  expect(pingback?.number).toBe(left.rows.length + 1);
});
