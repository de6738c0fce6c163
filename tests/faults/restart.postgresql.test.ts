// PostgreSQL stops in the middle of writes and starts again.

import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { expect, onTestFinished, test, vi } from "vitest";
import { migrate } from "~/platform/database/migrations/migrate.server";
import { createMember } from "../factories/people";
import { startPostgres } from "../factories/postgres";
import { openRaw } from "../factories/raw-database";
import { upload } from "../factories/uploads";
import { openWithPost, say, standing, textOf } from "./visitor";

const WRITERS = 4;

/** A site on a server of its own, whose stop disturbs no other test. */
async function openOnOwnServer() {
  const server = await startPostgres();
  onTestFinished(() => server.end());
  await server.createDatabase("site");
  const databaseUrl = server.urlOf("site");
  await migrate(databaseUrl, "prisma");
  const site = await openWithPost({ databaseUrl });
  return { server, databaseUrl, site };
}

type Site = Awaited<ReturnType<typeof openOnOwnServer>>["site"];

/** Sends a comment until it is accepted, as a person would. Returns the number of attempts. */
async function sayUntilTaken(site: Site, body: string): Promise<number> {
  for (let tries = 1; ; tries++) {
    const { status } = await say(site, body);
    if (status === 303) return tries;
    if (status < 500) throw new Error(`answered with ${status}`);
    await pause(50);
  }
}

test("stores each comment of four retrying writers once, and refreshes every page", async () => {
  const { server, site } = await openOnOwnServer();
  const acknowledged: string[] = [];
  let tries = 0;
  let over = false;
  const write = async (writer: number) => {
    for (let number = 0; !over; number++) {
      const body = `Writer ${writer} says number ${number}.`;
      const took = await sayUntilTaken(site, body);
      tries += took;
      acknowledged.push(body);
    }
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  const more = (count: number) => {
    const before = acknowledged.length;
    return vi.waitUntil(() => acknowledged.length >= before + count, { timeout: 30_000 });
  };
  await more(20);
  await server.stop();
  expect((await site.get("/healthz")).status).toBe(200);
  expect((await site.get("/readyz")).status).toBe(503);
  await server.start();
  await more(20);
  over = true;
  await writing;

  expect(tries).toBeGreaterThan(acknowledged.length);
  const { comments, counted } = await standing(site);
  expect([...comments].sort()).toEqual([...acknowledged].sort());
  expect(counted).toBeGreaterThanOrEqual(comments.length);
  expect(await textOf(site.get("/posts/a"))).toContain(acknowledged.at(-1));
  expect((await site.get("/readyz")).status).toBe(200);
}, 120_000);

test("refreshes a page cached before the restart, and hears other processes again", async () => {
  const { server, databaseUrl, site } = await openOnOwnServer();
  const title = async () => /<h1[^>]*>([^<]*)/.exec(await textOf(site.get("/posts/a")))?.[1];
  await title();
  await server.stop();
  await server.start();
  // A change without a notification, like one of another process during the outage.
  await (await openRaw(databaseUrl)).run(`UPDATE "Post" SET title = 'Renewed'`);
  await vi.waitUntil(async () => (await title()) === "Renewed", { timeout: 20_000, interval: 100 });
  // A change with a notification, as of another process.
  const raw = await openRaw(databaseUrl);
  await vi.waitUntil(
    async () => (await raw.column("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")).length > 0,
    { timeout: 20_000 },
  );
  const keys = `post:${(await raw.column(`SELECT id FROM "Post"`))[0]}`;
  await raw.run(`BEGIN; UPDATE "Post" SET title = 'Told';
    INSERT INTO "Change" (keys, at) VALUES ('${keys}', now());
    SELECT pg_notify('longtable_changes', max(id) || ' ${keys}') FROM "Change"; COMMIT`);
  await vi.waitUntil(async () => (await title()) === "Told", { timeout: 1_500, interval: 50 });
}, 120_000);

test("answers reads and writes during the outage with 503, and returns the text", async () => {
  const { server, site } = await openOnOwnServer();
  const amy = await createMember(site.services.db, "amy", { role: "author" });
  const { address } = await upload(site, amy);
  await server.stop();
  const answer = await say(site, "Meanwhile.");
  const page = await answer.text();
  expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "60"]);
  expect(page).toContain("doesn’t answer at the moment");
  expect(page).toContain("Meanwhile.</textarea>");
  const unread = await site.get("/tags");
  const words = await unread.text();
  expect([unread.status, unread.headers.get("Retry-After")]).toEqual([503, "60"]);
  expect(words).toContain("This page can’t be shown right now");
  expect(words).toContain("doesn’t answer at the moment");
  for (const init of [{}, { method: "HEAD" }, { headers: { Range: "bytes=0-9" } }]) {
    const picture = await site.get(address, init);
    const { headers } = picture;
    const answered = [picture.status, headers.get("Retry-After"), headers.get("Cache-Control")];
    expect(answered).toEqual([503, "60", "no-store"]);
  }
  await server.start();
  expect((await site.get("/tags")).status).toBe(200);
  expect((await site.get(address, { headers: { Cookie: amy.cookie } })).status).toBe(200);
  expect((await say(site, "Meanwhile.")).status).toBe(303);
}, 120_000);

test("tries to connect a few times a second during the outage, however long it lasts", async () => {
  const { server } = await openOnOwnServer();
  await server.stop();
  const connect = vi.spyOn(pg.Client.prototype, "connect");
  onTestFinished(() => connect.mockRestore());
  await pause(5_000);
  const tries = connect.mock.calls.length;
  expect(tries).toBeGreaterThan(3);
  expect(tries).toBeLessThan(60);
  await server.start();
}, 120_000);
