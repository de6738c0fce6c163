// The clock is set back by an hour while the site runs.

import { expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { COMMENTS_PER_MINUTE } from "~/comments/comment.schema";
import { ChangeFeed } from "~/platform/database/change-feed.server";
import { openDatabase } from "~/platform/database/database.server";
import type { Engine } from "~/platform/database/engine";
import { defineJob } from "~/platform/jobs/job";
import { JobRunner } from "~/platform/jobs/job-runner.server";
import { enqueue, listJobs } from "~/platform/jobs/jobs.server";
import { createLog } from "~/platform/log.server";
import { newDatabaseUrl } from "../factories/database";
import { setClockBack } from "./clock";
import { openWithPost, say, standing, textOf } from "./visitor";

/** Each test starts a whole site, some a second process. */
vi.setConfig({ testTimeout: 120_000 });

const HOUR_MS = 60 * 60 * 1000;
const WAIT = { timeout: 20_000, interval: 50 };

test("accepts comments, orders them after earlier ones, and shows them at once", async () => {
  const site = await openWithPost();
  await say(site, "Before.");
  await textOf(site.get("/posts/a"));
  setClockBack(HOUR_MS);
  expect((await say(site, "After.")).status).toBe(303);
  const html = await textOf(site.get("/posts/a"));
  expect(html.indexOf("Before.")).toBeLessThan(html.indexOf("After."));
  expect(await standing(site)).toEqual({ comments: ["Before.", "After."], counted: 2 });
});

test("accepts a comment of a visitor who read the page before the change", async () => {
  const site = await openWithPost();
  await site.get("/posts/a");
  setClockBack(HOUR_MS);
  expect((await say(site, "After.")).status).toBe(303);
});

test("sees the writes of another process", async () => {
  const databaseUrl = await newDatabaseUrl();
  const site = await openWithPost({ databaseUrl });
  const other = openDatabase(databaseUrl);
  onTestFinished(() => other.close());
  await textOf(site.get("/posts/a"));
  setClockBack(HOUR_MS);
  for (const title of ["Changed once", "Changed twice"]) {
    await other.write(async (tx) => {
      const { id } = await tx.db.post.update({ where: { slug: "a" }, data: { title } });
      tx.invalidate(`post:${id}`);
    });
    await vi.waitUntil(async () => (await textOf(site.get("/posts/a"))).includes(title), WAIT);
  }
});

test("does not prolong a rate limit", async () => {
  const site = await openWithPost({ env: { RATE_LIMITS: "on" } });
  const statuses: number[] = [];
  for (let number = 0; number <= COMMENTS_PER_MINUTE; number++)
    statuses.push((await say(site, `Number ${number}.`)).status);
  expect(statuses).toEqual([...Array(COMMENTS_PER_MINUTE).fill(303), 429]);
  setClockBack(HOUR_MS);
  expect((await say(site, "After.")).status).toBe(303);
});

test("finishes running jobs and runs new ones", async () => {
  const databaseUrl = await newDatabaseUrl();
  const db = openDatabase(databaseUrl);
  const done: string[] = [];
  const note = defineJob({
    kind: "note",
    queue: "publishing",
    payload: z.object({ what: z.string() }),
    run: async (_means: object, { what }) => void done.push(what),
  });
  const now = () => new Date();
  const runner = new JobRunner({
    ...{ db, deps: {}, kinds: [note], schedules: [{ job: note, pattern: "17 * * * *" }] },
    ...{ now, log: createLog("silent") },
  });
  const add = (what: string) => db.write((tx) => enqueue(tx, note, { what }, { now: now() }));
  await add("before");
  // The job looks like one whose process died.
  await db.job.updateMany({ data: { status: "running", leaseUntil: new Date(Date.now() + 90_000) } });
  setClockBack(HOUR_MS);
  await add("after");
  onTestFinished(async () => {
    await runner.stop();
    await db.close();
  });
  await runner.start();
  await vi.waitUntil(() => done.length === 2, WAIT);
  expect(done.sort()).toEqual(["after", "before"]);
  expect(await listJobs(db, "waiting")).toHaveLength(1); // the next scheduled job
});

test("processes known changes once and asks for no change again", async () => {
  const rows = [{ id: 7, keys: "post:1", at: new Date() }];
  const asked: number[] = [];
  const engine = {
    client: {
      change: {
        findFirst: async () => null,
        async findMany({ where }: { where: { id: { gt: number } } }) {
          asked.push(where.id.gt);
          return rows.filter(({ id }) => id > where.id.gt);
        },
      },
    },
    isBehind: () => true,
    listen: async () => {},
    settlesAfterMs: 20,
  } as unknown as Engine;
  const feed = new ChangeFeed(engine, () => {});
  onTestFinished(() => feed.close());
  await feed.begin();
  feed.hear({ id: 7, keys: ["post:1"] });
  setClockBack(HOUR_MS);
  await feed.catchUp();
  await vi.waitUntil(async () => {
    await feed.catchUp();
    return asked.at(-1) === 7;
  }, WAIT);
});
