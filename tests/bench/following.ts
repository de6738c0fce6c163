// E-mails to five thousand followers of the site, and what somebody who reads meanwhile notices of them.

import { setTimeout as pause } from "node:timers/promises";
import { sendNotificationsJob } from "~/flows/following/send-notifications.server";
import { tellOfPostJob } from "~/flows/following/tell-followers.server";
import { openDatabase } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";
import { enqueue } from "~/platform/jobs/jobs.server";
import { readNowAndThen } from "./now-and-then";
import type { Pages } from "./pages";
import type { Pace } from "./reading";
import { type LongtableServer, startScript } from "./servers";
import { type Spread, spreadOf } from "./spread";

export const FOLLOWERS = 5_000;
const LOOK_EVERY_MS = 50;
const LIMIT_MS = 5 * 60_000;

export interface FollowingFigures {
  /** Seconds until everyone is noted. */
  noting: number;
  /** Seconds from then until the mail server has the last e-mail. */
  sending: number;
  /** Milliseconds of processor time for each e-mail, noting included, of all the server's threads. */
  cpuMs: number;
  /** A cached page before, and meanwhile. */
  reading: Spread;
  readingBeside: Spread;
}

/** A mail server in a process of its own. */
export async function startSink() {
  const child = startScript(["build/bench-mail-sink.js"], { PATH: process.env.PATH });
  let said = "";
  child.stdout.on("data", (chunk) => (said += chunk));
  while (!said.includes("\n")) await pause(LOOK_EVERY_MS);
  return {
    url: `smtp://127.0.0.1:${Number.parseInt(said, 10)}`,
    taken: () => said.length - said.indexOf("\n") - 1,
    stop: () => void child.kill(),
  };
}

type Sink = Awaited<ReturnType<typeof startSink>>;

/** Tells five thousand followers of a post. Throws if not each of them gets one e-mail. */
export async function measureFollowing(
  server: LongtableServer,
  sink: Sink,
  pages: Pages,
  pace: Pace,
): Promise<FollowingFigures> {
  const db = openDatabase(server.database);
  const postId = await fillFollowers(server.database);
  const url = server.address + pages.full.path;
  await readNowAndThen(url, AbortSignal.timeout(pace.warmUp * 1000));
  const reading = spreadOf(await readNowAndThen(url, AbortSignal.timeout(pace.seconds * 2000)));
  const stop = new AbortController();
  const beside = readNowAndThen(url, stop.signal);
  const cpuBefore = server.cpuSeconds();
  const began = performance.now();
  const now = new Date();
  await db.write((tx) => enqueue(tx, tellOfPostJob, { id: postId, after: 0 }, { now }));
  const noted = () => db.notification.count({ where: { newPostId: postId } });
  await until(async () => (await noted()) >= FOLLOWERS);
  const sendingFrom = performance.now();
  // Its schedule would begin it within a minute.
  await db.write((tx) => enqueue(tx, sendNotificationsJob, {}, { now: new Date() }));
  await until(async () => sink.taken() >= FOLLOWERS);
  const ended = performance.now();
  const cpuMs = ((server.cpuSeconds() - cpuBefore) * 1000) / FOLLOWERS;
  stop.abort();
  const readingBeside = spreadOf(await beside);
  await until(async () => (await db.notification.count({ where: { sentAt: null } })) === 0);
  await db.close();
  if (sink.taken() !== FOLLOWERS) throw new Error(`${sink.taken()} e-mails to ${FOLLOWERS} followers.`);
  return {
    ...{ noting: (sendingFrom - began) / 1000, sending: (ended - sendingFrom) / 1000, cpuMs },
    ...{ reading, readingBeside },
  };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error("The e-mails took too long.");
    await pause(LOOK_EVERY_MS);
  }
}

/** Adds the followers. Returns the ID of a post that is news. */
async function fillFollowers(database: string): Promise<number> {
  const createdAt = new Date();
  const writer = await kindOf(database).createRowWriter(database);
  const ids = Array.from({ length: FOLLOWERS }, (_, index) => index + 1);
  await writer.insert(
    { name: "Subscriber" },
    ids.map((id) => ({ id, email: `follower-${id}@example.org`, createdAt })),
  );
  await writer.insert(
    { name: "Subscription" },
    ids.map((subscriberId) => ({ subscriberId, site: true, delivery: "at-once", createdAt })),
  );
  await writer.close();
  const db = openDatabase(database);
  const { id } = await db.post.findFirstOrThrow({
    where: { status: "published" },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  await db.post.update({ where: { id }, data: { publishedAt: createdAt } });
  await db.close();
  return id;
}
