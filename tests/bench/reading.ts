// Reading pages: from the cache compared with a bare server, and without the cache.

import type { PlannedPost } from "./corpus/posts";
import { type Answer, get } from "./get";
import { average, type Load, load } from "./load";
import type { Page } from "./pages";
import type { Memory } from "./process-facts";
import { type Server, startBare } from "./servers";

/** Simultaneous readers: more than the processors, so that the server is never idle. */
export const READERS = 8;

export interface Pace {
  warmUp: number;
  /** Seconds of each load. */
  seconds: number;
  /** Number of turns of both servers. */
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
  /** One request at a time: the latency without load. */
  single: Load;
  memory: Memory;
}

/** The servers take turns, so that other programs' load affects both. */
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

/** Throws unless the bare server sends the same bytes, which the comparison requires. */
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

/** Reads every post once, four at a time, until the time is up, to fill the page cache. Returns pages per
 *  second. */
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
