import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { createRateLimiter, pruneLimits } from "~/platform/rate-limits/rate-limits.server";
import { newDatabaseUrl } from "../../factories/database";

const THREE_A_MINUTE = { name: "test", points: 3, seconds: 60 };

/** The limiters of several processes on one database. */
async function openProcesses(count: number, limits = [THREE_A_MINUTE]) {
  const url = await newDatabaseUrl();
  return Array.from({ length: count }, () => {
    const db = openDatabase(url);
    onTestFinished(() => db.close());
    return { db, limiter: createRateLimiter(db, limits) };
  });
}

test("refuses events over the limit, for at most its period", async () => {
  const [process] = await openProcesses(1);
  const waits = [];
  for (let times = 0; times < 5; times++) waits.push(await process?.limiter.secondsToWait("a"));
  expect(waits.map((wait) => (wait ?? 0) > 0)).toEqual([false, false, false, true, true]);
  expect(waits[4]).toBeLessThanOrEqual(60);
});

test("counts keys separately", async () => {
  const [process] = await openProcesses(1);
  for (let times = 0; times < 5; times++) await process?.limiter.secondsToWait("a");
  expect(await process?.limiter.secondsToWait("b")).toBe(0);
});

test("counts together across processes, including one that starts later", async () => {
  const processes = await openProcesses(5);
  const waits = [];
  for (const { limiter } of processes) waits.push(await limiter.secondsToWait("a"));
  expect(waits.map((wait) => wait > 0)).toEqual([false, false, false, true, true]);
});

test("counts simultaneous events exactly", async () => {
  const processes = await openProcesses(2);
  const asked = Array.from({ length: 12 }, (_, number) => processes[number % 2]?.limiter.secondsToWait("a"));
  const waits = await Promise.all(asked);
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
});

test("returns the longest wait of several limits", async () => {
  const [process] = await openProcesses(1, [THREE_A_MINUTE, { name: "hour", points: 3, seconds: 3_600 }]);
  for (let times = 0; times < 3; times++) await process?.limiter.secondsToWait("a");
  expect(await process?.limiter.secondsToWait("a")).toBeGreaterThan(60);
});

test("counts all limits of an event by one statement", async () => {
  let statements = 0;
  const db = openDatabase(await newDatabaseUrl(), { onQuery: () => statements++ });
  onTestFinished(() => db.close());
  const limiter = createRateLimiter(db, [THREE_A_MINUTE, { name: "hour", points: 30, seconds: 3_600 }]);
  expect(await limiter.secondsToWait("a")).toBe(0);
  expect(statements).toBe(1);
  expect(
    await db.rateLimit.findMany({ orderBy: { key: "asc" }, select: { key: true, points: true } }),
  ).toEqual([
    { key: "hour:a", points: 1 },
    { key: "test:a", points: 1 },
  ]);
});

test("counts anew after the period, and not before", async () => {
  const [{ db, limiter } = expect.fail(), other] = await openProcesses(2);
  for (let times = 0; times < 2; times++) await limiter.secondsToWait("a");
  const { expire } = await db.rateLimit.findUniqueOrThrow({ where: { key: "test:a" } });
  await limiter.secondsToWait("a");
  expect(await db.rateLimit.findUnique({ where: { key: "test:a" } })).toMatchObject({ points: 3, expire });
  await db.rateLimit.update({ where: { key: "test:a" }, data: { expire: new Date(Date.now() - 1) } });
  expect(await other?.limiter.secondsToWait("a")).toBe(0);
  const begun = await db.rateLimit.findUniqueOrThrow({ where: { key: "test:a" } });
  expect(begun.points).toBe(1);
  expect(begun.expire?.getTime()).toBeGreaterThan(Date.now() + 50_000);
});

test("deletes counts that a clock set back has left in the future", async () => {
  const [{ db, limiter } = expect.fail()] = await openProcesses(1);
  await db.rateLimit.create({ data: { key: "test:a", points: 9, expire: new Date(Date.now() + 3_600_000) } });
  expect(await limiter.secondsToWait("a")).toBe(0);
  expect(await db.rateLimit.findUnique({ where: { key: "test:a" } })).toMatchObject({ points: 1 });
});

test("deletes expired counts and no others", async () => {
  const [process] = await openProcesses(1);
  await process?.limiter.secondsToWait("a");
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);
  await pruneLimits(process?.db ?? expect.fail(), inSeconds(50));
  expect(await process?.db.rateLimit.count()).toBe(1);
  await pruneLimits(process?.db ?? expect.fail(), inSeconds(70));
  expect(await process?.db.rateLimit.count()).toBe(0);
});
