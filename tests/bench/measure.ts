// The whole benchmark in order. Each server does one kind of work from its start, so that its memory is due
// to that work.

import os from "node:os";
import { type BookFigures, measureBooks } from "./books";
import { type ChangedFigures, measureChanging } from "./changing";
import { planPosts, USUAL } from "./corpus/posts";
import { type DraftingFigures, measureDrafting } from "./drafting";
import { type FilterFigures, measureFilter } from "./filter";
import { measureFirstVisit } from "./first-visit";
import { type FloodFigures, measureFloods } from "./floods";
import { type FollowingFigures, measureFollowing, startSink } from "./following";
import { type ListeningFigures, measureListening } from "./listening";
import { load } from "./load";
import { measureQueue, type QueueFigures } from "./moderating";
import { choosePages, type Pages } from "./pages";
import { measurePeople, type PeopleFigures } from "./people";
import { type Memory, readMachineSeconds, readOwnSeconds } from "./process-facts";
import {
  type CachedFigures,
  measureCached,
  measureUncached,
  type Pace,
  READERS,
  readEverything,
  type UncachedFigures,
} from "./reading";
import { type LongtableOptions, type LongtableServer, startLongtable } from "./servers";
import { median } from "./spread";
import { measureUploading, type UploadingFigures } from "./uploading";
import { measureWriting, type WritingFigures } from "./writing";

const STARTS = 3;
/** Enough for two thousand pages on a small machine. */
const READ_EVERYTHING_SECONDS = 60;

export interface Figures {
  pages: Pages;
  cached: CachedFigures[];
  /** Measured with a full cache, after reading every post once. */
  cachedMemory: Memory;
  postsPerSecond: number;
  uncached: UncachedFigures[];
  uncachedMemory: Memory;
  changed: ChangedFigures[];
  firstVisit: Awaited<ReturnType<typeof measureFirstVisit>>;
  /** With the rate limits on, as a site has them. */
  writing: WritingFigures;
  unlimitedWriting: WritingFigures;
  writingMemory: Memory;
  people: PeopleFigures;
  drafting: DraftingFigures;
  uploading: UploadingFigures;
  following: FollowingFigures;
  listening: ListeningFigures;
  filter: FilterFigures;
  queue: QueueFigures;
  books: BookFigures;
  floods: FloodFigures[];
  startMs: number;
  /** Other programs' share of the processors meanwhile, from 0 to 1. */
  others: number;
}

export interface Plan extends Omit<LongtableOptions, "pageCache"> {
  /** A SQLite file with the corpus. */
  corpus: string;
  pace: Pace;
  writingSeconds: number;
  /** Seconds of each flood. */
  floodSeconds: number;
  say(line: string): void;
}

export async function measure(plan: Plan): Promise<Figures> {
  const pages = choosePages(plan.corpus);
  const others = watchOthers();
  const figures = {
    pages,
    startMs: await measureStart(plan),
    ...(await PARTS.cached(plan, pages)),
    ...(await PARTS.uncached(plan, pages)),
    ...(await PARTS.changed(plan, pages)),
    ...(await PARTS.comments(plan, pages)),
    ...(await PARTS.people(plan, pages)),
    ...(await PARTS.drafting(plan, pages)),
    ...(await PARTS.uploading(plan, pages)),
    ...(await PARTS.following(plan, pages)),
    ...(await PARTS.listening(plan, pages)),
    ...(await PARTS.filter(plan)),
    ...(await PARTS.queue(plan)),
    ...(await PARTS.books(plan)),
    ...(await PARTS.floods(plan, pages)),
  };
  return { ...figures, others: others() };
}

/** The parts that can be measured alone, each on servers of its own. */
export const PARTS = {
  cached: (plan: Plan, pages: Pages) => onServer(plan, true, (server) => readCached(plan, server, pages)),
  uncached: (plan: Plan, pages: Pages) =>
    onServer(plan, false, (server) => readUncached(plan, server, pages)),
  changed: (plan: Plan, pages: Pages) =>
    onServer(plan, true, async (server) => {
      plan.say("Pages after a change …");
      return { changed: await measureChanging(server, pages, plan.pace) };
    }),
  comments: async (plan: Plan, pages: Pages) => ({
    ...(await onServer({ ...plan, rateLimits: true }, true, async (server) => ({
      writing: await writeComments(plan, server, pages, "limits on"),
      writingMemory: server.memory(),
    }))),
    unlimitedWriting: await onServer(plan, true, (server) =>
      writeComments(plan, server, pages, "limits off"),
    ),
  }),
  people: (plan: Plan, pages: Pages) =>
    onServer(plan, true, async (server) => ({ people: await measurePeople(server, pages, plan.pace) })),
  drafting: (plan: Plan, pages: Pages) =>
    onServer(plan, true, async (server) => {
      plan.say("Fifty writers at the editor …");
      return { drafting: await measureDrafting(server, pages, plan.pace) };
    }),
  uploading: (plan: Plan, pages: Pages) =>
    onServer(plan, true, async (server) => {
      plan.say("Ten photographs at once …");
      return { uploading: await measureUploading(server, pages, plan.pace, plan.folder) };
    }),
  following: async (plan: Plan, pages: Pages) => {
    plan.say("E-mails to followers …");
    const sink = await startSink();
    try {
      return await onServer({ ...plan, smtpUrl: sink.url }, true, async (server) => ({
        following: await measureFollowing(server, sink, pages, plan.pace),
      }));
    } finally {
      sink.stop();
    }
  },
  listening: (plan: Plan, pages: Pages) =>
    onServer(plan, true, async (server) => {
      plan.say("A thousand pages left open …");
      return { listening: await measureListening(server, pages, plan.pace) };
    }),
  filter: async (plan: Plan) => {
    plan.say("The spam filter …");
    return { filter: await measureFilter(await plan.freshDatabase()) };
  },
  queue: (plan: Plan) =>
    onServer(plan, true, async (server) => {
      plan.say("The queue of moderators …");
      return { queue: await measureQueue(server) };
    }),
  books: async (plan: Plan) => {
    plan.say("E-books …");
    return { books: await measureBooks(await plan.freshDatabase()) };
  },
  floods: (plan: Plan, pages: Pages) =>
    onServer(plan, true, async (server) => ({
      floods: await measureFloods(server, pages, plan.floodSeconds, plan.say),
    })),
};

/** Returns a function that computes other programs' share of the processors since this call. */
function watchOthers(): () => number {
  const used = () => readMachineSeconds() - readOwnSeconds();
  const before = used();
  const began = performance.now();
  return () => (used() - before) / (((performance.now() - began) / 1000) * os.cpus().length);
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
  await warmUp(server, pages, pace);
  for (const page of pages.all) {
    say(`${page.name}, from the cache …`);
    cached.push(await measureCached(server, page, pace, folder));
  }
  const firstVisit = await measureFirstVisit(server.address + pages.few.path);
  say("Every post once …");
  const postsPerSecond = await readEverything(server, planPosts(USUAL), READ_EVERYTHING_SECONDS);
  return { cached, firstVisit, postsPerSecond, cachedMemory: server.memory() };
}

/** Warms up Node's compiler, so that the first measurement does not pay for all. */
const warmUp = (server: LongtableServer, pages: Pages, pace: Pace) =>
  load(server, server.address + pages.full.path, { connections: READERS, seconds: 5 * pace.warmUp });

async function readUncached({ say, pace }: Plan, server: LongtableServer, pages: Pages) {
  const uncached: UncachedFigures[] = [];
  await warmUp(server, pages, pace);
  for (const page of pages.all) {
    say(`${page.name}, without the cache …`);
    uncached.push(await measureUncached(server, page, pace));
  }
  return { uncached, uncachedMemory: server.memory() };
}

function writeComments(plan: Plan, server: LongtableServer, pages: Pages, limits: string) {
  plan.say(`Four writers, ${limits} …`);
  return measureWriting([server], pages.full.path, plan.writingSeconds);
}
