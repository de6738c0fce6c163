// Pages being read: from the cache beside a bare server, and without the cache.

import type { PlannedPost } from "./corpus/posts";
import { type Answer, get } from "./get";
import { average, type Load, load } from "./load";
import type { Page } from "./pages";
import type { Memory } from "./process-facts";
import { type Server, startBare } from "./servers";

/** As many as read at once; more than the processors, so that the server never waits. */
export const READERS = 8;

export interface Pace {
  warmUp: number;
  /** Seconds of each load. */
  seconds: number;
  /** How often ours and the bare server take turns. */
  rounds: number;
}

export interface CachedFigures {
  page: Page;
  ours: Load;
  bare: Load;
  bytesOnWire: number;
  memory: Memory;
}

export interface UncachedFigures {
  page: Page;
  many: Load;
  /** One request at a time: what the server itself needs. */
  single: Load;
  memory: Memory;
}

/** In turns, so that a moment in which the machine is busy with something else befalls both. */
export async function measureCached(
  server: Server,
  page: Page,
  pace: Pace,
  folder: string,
): Promise<CachedFigures> {
  const answer = await get(server.address + page.path);
  const bare = await startBare(answer, folder);
  try {
    checkSame(answer, await get(bare.address));
    const loads = { ours: [] as Load[], bare: [] as Load[] };
    const targets = [
      ["ours", server, server.address + page.path],
      ["bare", bare, `${bare.address}/`],
    ] as const;
    for (const [, target, url] of targets)
      await load(target, url, { connections: READERS, seconds: pace.warmUp });
    for (let round = 0; round < pace.rounds; round++)
      for (const [who, target, url] of targets)
        loads[who].push(
          await load(target, url, { connections: READERS, seconds: pace.seconds / pace.rounds }),
        );
    return {
      page,
      ours: average(loads.ours),
      bare: average(loads.bare),
      bytesOnWire: answer.bytesOnWire,
      memory: server.memory(),
    };
  } finally {
    await bare.stop();
  }
}

/** The bare server is a measure only while it sends the same. */
function checkSame(ours: Answer, bare: Answer) {
  if (ours.headers["content-encoding"] !== "br") throw new Error("The page came uncompressed.");
  const same = ours.body.equals(bare.body) && JSON.stringify(ours.headers) === JSON.stringify(bare.headers);
  if (!same || ours.bytesOnWire !== bare.bytesOnWire)
    throw new Error("The bare server sends something else.");
}

export async function measureUncached(server: Server, page: Page, pace: Pace): Promise<UncachedFigures> {
  const url = server.address + page.path;
  await load(server, url, { connections: READERS, seconds: pace.warmUp });
  const many = await load(server, url, { connections: READERS, seconds: pace.seconds });
  const single = await load(server, url, { connections: 1, seconds: pace.seconds });
  return { page, many, single, memory: server.memory() };
}

/** Every post once, four at a time, until time is up: what fills the page cache. Gives the pages read a second. */
export async function readEverything(
  server: Server,
  posts: Pick<PlannedPost, "slug">[],
  seconds: number,
): Promise<number> {
  const began = performance.now();
  const left = [...posts];
  const read = async () => {
    for (let post = left.pop(); post; post = left.pop()) {
      const { status } = await get(`${server.address}/posts/${post.slug}`);
      if (status !== 200) throw new Error(`/posts/${post.slug} gave ${status}.`);
      if (performance.now() - began > seconds * 1000) return;
    }
  };
  await Promise.all([read(), read(), read(), read()]);
  return ((posts.length - left.length) * 1000) / (performance.now() - began);
}
