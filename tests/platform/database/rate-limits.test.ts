import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { createRateLimiter, pruneLimits } from "~/platform/rate-limits.server";
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

test("deletes expired counts and no others", async () => {
  const [process] = await openProcesses(1);
  await process?.limiter.secondsToWait("a");
  const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000);
  await pruneLimits(process?.db ?? expect.fail(), inSeconds(50));
  expect(await process?.db.rateLimit.count()).toBe(1);
  await pruneLimits(process?.db ?? expect.fail(), inSeconds(70));
  expect(await process?.db.rateLimit.count()).toBe(0);
});
