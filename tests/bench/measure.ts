// The whole of the benchmark, in order: each server does one kind of work from its start, so that its memory says what that
// work took.

import { planPosts } from "./corpus/posts";
import { measureFirstVisit } from "./first-visit";
import { choosePages, type Pages } from "./pages";
import type { Memory } from "./process-facts";
import {
  type CachedFigures,
  measureCached,
  measureUncached,
  type Pace,
  readEverything,
  type UncachedFigures,
} from "./reading";
import { type LongtableOptions, type LongtableServer, startLongtable } from "./servers";
import { median } from "./spread";
import { measureWriting, type WritingFigures } from "./writing";

const STARTS = 3;

export interface Figures {
  pages: Pages;
  cached: CachedFigures[];
  /** After everything was read once more, so that the cache is full. */
  cachedMemory: Memory;
  postsPerSecond: number;
  uncached: UncachedFigures[];
  uncachedMemory: Memory;
  firstVisit: Awaited<ReturnType<typeof measureFirstVisit>>;
  writing: WritingFigures;
  writingMemory: Memory;
  startMs: number;
}

export interface Plan extends Omit<LongtableOptions, "pageCache"> {
  pace: Pace;
  writingSeconds: number;
  say(line: string): void;
}

export async function measure(plan: Plan): Promise<Figures> {
  const pages = choosePages(plan.corpus);
  return {
    pages,
    startMs: await measureStart(plan),
    ...(await onServer(plan, true, (server) => readCached(plan, server, pages))),
    ...(await onServer(plan, false, (server) => readUncached(plan, server, pages))),
    ...(await onServer(plan, true, (server) => writeComments(plan, server, pages))),
  };
}

async function onServer<T>(plan: Plan, pageCache: boolean, work: (server: LongtableServer) => Promise<T>) {
  const server = await startLongtable({ ...plan, pageCache });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function measureStart(plan: Plan): Promise<number> {
  plan.say("Starting …");
  const times: number[] = [];
  while (times.length < STARTS) {
    await onServer({ ...plan, profiles: undefined }, true, async (server) => {
      if (!server.said().includes("Building")) times.push(server.startedIn);
    });
  }
  return median(times);
}

async function readCached({ say, pace, folder }: Plan, server: LongtableServer, pages: Pages) {
  const cached: CachedFigures[] = [];
  for (const page of pages.all) {
    say(`${page.name}, from the cache …`);
    cached.push(await measureCached(server, page, pace, folder));
  }
  const firstVisit = await measureFirstVisit(server.address + pages.few.path);
  say("Every post once …");
  const postsPerSecond = await readEverything(server, planPosts());
  return { cached, firstVisit, postsPerSecond, cachedMemory: server.memory() };
}

async function readUncached({ say, pace }: Plan, server: LongtableServer, pages: Pages) {
  const uncached: UncachedFigures[] = [];
  for (const page of pages.all) {
    say(`${page.name}, without the cache …`);
    uncached.push(await measureUncached(server, page, pace));
  }
  return { uncached, uncachedMemory: server.memory() };
}

async function writeComments({ say, writingSeconds }: Plan, server: LongtableServer, pages: Pages) {
  say("Four writers …");
  const writing = await measureWriting(server, pages.full.path, writingSeconds);
  return { writing, writingMemory: server.memory() };
}
