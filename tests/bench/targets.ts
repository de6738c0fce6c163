// Longtable's performance targets and the measured results.

import type { FloodFigures } from "./floods";
import type { Figures } from "./measure";
import type { CachedFigures } from "./reading";
import { kilobytes, megabytes, milliseconds, number, percent, processorTime, table, whole } from "./table";

export interface Target {
  what: string;
  measured: string;
  target: string;
  met: boolean;
}

/** The rate relative to the bare server's, from 0 to 1. */
export const shareOfBare = ({ ours, bare }: CachedFigures) => ours.perSecond / bare.perSecond;
/** The same by processor time per request, which does not depend on the load generator. */
export const shareByCpu = ({ ours, bare }: CachedFigures) => bare.cpuMs / ours.cpuMs;

const MIN_SHARE = 0.6;
/** Processor time of a request. */
const MAX_SMALL_CACHED_CPU_MS = 0.045;
const MAX_FEED_CPU_MS = 8;
const MAX_COMMENT_CPU_MS = 5;
const MAX_FULL_PAGE_MS = 25;
const MAX_HUGE_TIMES = 1.5;
const MIN_COMMENTS_PER_SECOND = 400;
const MIN_COMMENTS_BESIDE_PER_SECOND = 150;
const MAX_MEMBER_PAGE_MS = 40;
const MAX_SIGN_IN_QUERIES = 3;
const MAX_SIGN_IN_TIMES = 2;
const MAX_SAVE_CPU_MS = 10;
const MAX_DRAFT_PREVIEW_CPU_MS = 60;
const MAX_BESIDE_WRITERS_TIMES = 2;
const MAX_PHOTOGRAPH_CPU_MS = 1_500;
const MAX_BESIDE_UPLOADS_TIMES = 2;
const MAX_UPLOADS_MEGABYTES = 150;
const MAX_BOOK_CPU_MS = 2_000;
const MAX_FOLLOWERS_SECONDS = 60;
const MAX_BESIDE_FOLLOWERS_TIMES = 2;
const MAX_STREAMS_MEGABYTES = 40;
const MAX_IDLE_SHARE = 0.01;
const MAX_TOLD_MS = 1_000;
const MAX_STALL_MS = 50;
const MAX_BESIDE_LISTENERS_TIMES = 1.1;
const MAX_FILTER_CPU_MS = 2;
const MAX_HAM_HELD = 1;
const MAX_QUEUE_MS = 20;
const MAX_EDITOR_BYTES = 160_000;
const MAX_START_MS = 2_000;
const MAX_VISIT_BYTES = 30_000;
const MAX_SCRIPT_BYTES = 5_000;
const MAX_MEGABYTES = 250;
/** Health checks typically poll every second and time out after one. */
const MAX_HEALTH_MS = 100;
/** The time that a text may wait for its turn before a 503. */
const MAX_PREVIEW_MS = 5_000;

type Write = (value: number) => string;

const atLeast = (what: string, value: number, limit: number, write: Write): Target => ({
  ...{ what, measured: write(value), target: `≥ ${write(limit)}`, met: value >= limit },
});
const atMost = (what: string, value: number, limit: number, write: Write): Target => ({
  ...{ what, measured: write(value), target: `≤ ${write(limit)}`, met: value <= limit },
});

/** The longest wait instead of the 99th percentile, because a flood may last. */
export function compareFloods(floods: FloodFigures[]): Target[] {
  const longest = (read: (figures: FloodFigures) => number) => Math.max(...floods.map(read));
  return [
    atMost(
      "/healthz beside a flood, the longest",
      longest((of) => of.health.max),
      MAX_HEALTH_MS,
      milliseconds,
    ),
    atMost(
      "Anybody’s preview beside a flood, the longest",
      longest((of) => of.preview.max),
      MAX_PREVIEW_MS,
      milliseconds,
    ),
  ];
}

export function compare(figures: Figures): Target[] {
  const {
    pages,
    cached,
    uncached,
    firstVisit,
    writing,
    people,
    drafting,
    uploading,
    following,
    listening,
    filter,
    queue,
    books,
  } = figures;
  const alone = (page: { path: string }) =>
    uncached.find((entry) => entry.page.path === page.path)?.single ?? {
      ...{ mean: Number.NaN, p50: Number.NaN, cpuMs: Number.NaN },
    };
  const full = alone(pages.full);
  const times = alone(pages.huge).mean / full.mean;
  const visit = Object.values(firstVisit).reduce((sum, bytes) => sum + bytes, 0);
  const least = (read: (row: CachedFigures) => number) => Math.min(...cached.map(read));
  return [
    atLeast(
      "Speed from the cache, as a share of a bare server's: the slowest page",
      least(shareOfBare),
      MIN_SHARE,
      number,
    ),
    atLeast("The same by processor time", least(shareByCpu), MIN_SHARE, number),
    atMost(
      "Processor time of a small page from the cache: the slowest of home, 20 comments, a tag",
      Math.max(...cached.filter(({ page }) => pages.small.includes(page)).map(({ ours }) => ours.cpuMs)),
      MAX_SMALL_CACHED_CPU_MS,
      processorTime,
    ),
    atMost(
      "Processor time of a feed without the cache",
      alone(pages.feed).cpuMs,
      MAX_FEED_CPU_MS,
      processorTime,
    ),
    atMost(
      "Processor time of a guest's comment, limits on",
      writing.alone.cpuMs,
      MAX_COMMENT_CPU_MS,
      processorTime,
    ),
    atMost("Server time of 300 comments without the cache, mean", full.mean, MAX_FULL_PAGE_MS, milliseconds),
    atMost("The same, median", full.p50, MAX_FULL_PAGE_MS, milliseconds),
    atMost("A page of 5,000 comments, as a multiple of that", times, MAX_HUGE_TIMES, number),
    atLeast(
      "Comments a second by four writers, limits on, none lost or doubled",
      writing.alone.perSecond,
      MIN_COMMENTS_PER_SECOND,
      whole,
    ),
    atLeast("The same beside two readers", writing.beside.perSecond, MIN_COMMENTS_BESIDE_PER_SECOND, whole),
    atMost(
      "300 comments to somebody who is signed in, mean",
      people.signedIn.mean,
      MAX_MEMBER_PAGE_MS,
      milliseconds,
    ),
    atMost("Statements to the database for a sign-in", people.queriesPerSignIn, MAX_SIGN_IN_QUERIES, whole),
    atMost(
      "Reading beside ten sign-ins at once, p99 as a multiple of its usual",
      people.readingBeside.p99 / people.reading.p99,
      MAX_SIGN_IN_TIMES,
      number,
    ),
    atMost("Processor time of a save in the editor", drafting.save.cpuMs, MAX_SAVE_CPU_MS, processorTime),
    atMost(
      "Processor time of a preview of 1,500 words",
      drafting.preview.cpuMs,
      MAX_DRAFT_PREVIEW_CPU_MS,
      processorTime,
    ),
    atMost(
      "Reading beside fifty writers, p99 as a multiple of its usual",
      drafting.readingBeside.p99 / drafting.reading.p99,
      MAX_BESIDE_WRITERS_TIMES,
      number,
    ),
    atMost("Processor time of a photograph", uploading.cpuMs, MAX_PHOTOGRAPH_CPU_MS, processorTime),
    atMost(
      "Reading beside ten uploads, p99 as a multiple of its usual",
      uploading.readingBeside.p99 / uploading.reading.p99,
      MAX_BESIDE_UPLOADS_TIMES,
      number,
    ),
    atMost(
      "Most memory with uploads, more than without",
      uploading.memoryAfter - uploading.memoryBefore,
      MAX_UPLOADS_MEGABYTES,
      megabytes,
    ),
    atMost("E-mails to 5,000 followers, seconds", following.sending, MAX_FOLLOWERS_SECONDS, number),
    atMost(
      "Reading beside them, p99 as a multiple of its usual",
      following.readingBeside.p99 / following.reading.p99,
      MAX_BESIDE_FOLLOWERS_TIMES,
      number,
    ),
    atMost("Memory of 1,000 pages left open", listening.megabytes, MAX_STREAMS_MEGABYTES, megabytes),
    atMost(
      "Share of a processor that they take while nothing happens",
      listening.idle,
      MAX_IDLE_SHARE,
      percent,
    ),
    atMost("A reply told to all of them", listening.told, MAX_TOLD_MS, milliseconds),
    atMost("Reading meanwhile, the longest", listening.longestWait, MAX_STALL_MS, milliseconds),
    atMost(
      "Processor time of a page from the cache beside them, as a multiple of its usual",
      listening.readingBesideCpuMs / listening.readingCpuMs,
      MAX_BESIDE_LISTENERS_TIMES,
      number,
    ),
    atMost(
      "Processor time of the spam filter with its reads, the slowest: the longest reply",
      Math.max(...filter.costs.map(({ cpuMs }) => cpuMs)),
      MAX_FILTER_CPU_MS,
      processorTime,
    ),
    atMost(
      "Comments that the spam filter held, of 200 that it hadn't seen",
      (200 * filter.rates.reduce((sum, { held }) => sum + held, 0)) /
        filter.rates.reduce((sum, { ham }) => sum + ham, 0),
      MAX_HAM_HELD,
      number,
    ),
    atMost("The queue's page with 50 of 10,000 held comments, p95", queue.p95, MAX_QUEUE_MS, milliseconds),
    atMost(
      "Processor time of an e-book of twelve parts and 500 responses, the first",
      books.firstCpuMs,
      MAX_BOOK_CPU_MS,
      processorTime,
    ),
    atMost("The editor's page, all files", drafting.pageBytes, MAX_EDITOR_BYTES, kilobytes),
    atMost("From start to the first page, median of three", figures.startMs, MAX_START_MS, milliseconds),
    atMost("A first visit to a post with 20 comments, all files", visit, MAX_VISIT_BYTES, kilobytes),
    atMost("Of that, script", firstVisit.script, MAX_SCRIPT_BYTES, kilobytes),
    atMost("Most memory, cache on and full", figures.cachedMemory.peak, MAX_MEGABYTES, megabytes),
    atMost("Most memory, cache off", figures.uncachedMemory.peak, MAX_MEGABYTES, megabytes),
    atMost("Most memory, four writers", figures.writingMemory.peak, MAX_MEGABYTES, megabytes),
    ...compareFloods(figures.floods),
  ];
}

export const targetTable = (targets: Target[]): string =>
  table(
    ["What", "Measured", "Target", ""],
    targets.map(({ what, measured, target, met }) => [what, measured, target, met ? "met" : "missed"]),
  );
