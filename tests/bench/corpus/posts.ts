// Plans the posts: writers, dates, tags, series, links to earlier posts, and numbers of comments.

import { slug as slugify } from "github-slugger";
import { noun, title } from "./prose";
import { createRandom, type Random } from "./random";

export interface Size {
  name: string;
  posts: number;
  comments: number;
}

/** A blog of several years. */
export const USUAL: Size = { name: "usual", posts: 2_000, comments: 40_000 };
/** Fifty times the usual size. */
export const LARGE: Size = { name: "large", posts: 100_000, comments: 1_000_000 };

const TAGS = 40;
export const HANDLES = [
  "ada",
  "ben",
  "cleo",
  "dov",
  "ella",
  "finn",
  "gita",
  "hal",
  "ines",
  "jory",
  "kemi",
  "lars",
];
export const SERIES = ["on-shelves", "on-doors", "on-maps", "on-counting", "on-listening", "on-leaving"];
const SERIES_PARTS = 5;

/** The measured posts with their slugs and numbers of comments. No post links to them. */
export const MEASURED = {
  few: { slug: "a-post-with-20-comments", comments: 20 },
  full: { slug: "a-post-with-300-comments", comments: 300 },
  huge: { slug: "a-post-with-5000-comments", comments: 5_000 },
  chain: { slug: "a-thread-500-deep", comments: 500 },
} as const;
/** The index of the first measured post, old enough for a discussion. */
const MEASURED_AT = 1_000;

const BEGAN = Date.UTC(2018, 0, 8, 9);
const HOUR = 3_600_000;
/** All posts appear within seven and a half years. */
const ALL_POSTS = 66_000 * HOUR;

export interface PlannedPost {
  /** From 1, in order of publication. */
  id: number;
  slug: string;
  title: string;
  publishedAt: Date;
  writers: string[];
  tags: string[];
  series: { slug: string; part: number } | null;
  /** Ids of two earlier posts that this one links to; empty for the first few. */
  linksTo: number[];
  comments: number;
}

export function planPosts(size: Size): PlannedPost[] {
  const random = createRandom(2_000);
  const tags = nameTags(random);
  const counts = spreadComments(random, size);
  const between = ALL_POSTS / size.posts;
  return Array.from({ length: size.posts }, (_, index) => {
    const id = index + 1;
    const measured = Object.values(MEASURED)[index - MEASURED_AT];
    const name = title(random);
    const post: PlannedPost = {
      id,
      slug: measured?.slug ?? `${slugify(name)}-${id}`,
      title: name,
      publishedAt: new Date(BEGAN + Math.floor((index + random.whole(0, 20) / 33) * between)),
      writers: random.chance(0.1) ? pickSome(random, HANDLES, 2) : [random.pick(HANDLES)],
      tags: pickSome(random, tags, random.whole(1, 4)),
      series: measured ? null : partOf(index),
      linksTo: id > 20 ? pickLinks(random, index) : [],
      comments: measured?.comments ?? counts[index] ?? 0,
    };
    return post;
  });
}

const nameTags = (random: Random) => [
  ...new Set(Array.from({ length: TAGS }, () => `${noun(random)} ${noun(random)}`)),
];

function pickSome<T>(random: Random, list: readonly T[], count: number): T[] {
  const some = new Set<T>();
  while (some.size < count) some.add(random.pick(list));
  return [...some];
}

/** Every fiftieth post, until each series is complete. */
function partOf(index: number): PlannedPost["series"] {
  const place = Math.floor(index / 50);
  const slug = SERIES[Math.floor(place / SERIES_PARTS)];
  return index % 50 === 0 && slug ? { slug, part: (place % SERIES_PARTS) + 1 } : null;
}

function pickLinks(random: Random, index: number): number[] {
  const earlier = () => random.whole(1, index);
  const links = new Set<number>();
  while (links.size < 2) {
    const id = earlier();
    if (!isMeasured(id - 1)) links.add(id);
  }
  return [...links];
}

const isMeasured = (index: number) =>
  index >= MEASURED_AT && index < MEASURED_AT + Object.keys(MEASURED).length;

/** Few posts have many comments: the share of rank r is about 1 / (r + 10). */
function spreadComments(random: Random, { posts, comments }: Size): number[] {
  const taken = Object.values(MEASURED).reduce((sum, post) => sum + post.comments, 0);
  const open = Array.from({ length: posts }, (_, index) => index).filter((index) => !isMeasured(index));
  const order = open.map((index) => ({ index, key: random.next() })).sort((a, b) => a.key - b.key);
  const shares = order.map((_, rank) => 1 / (rank + 10));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const counts = new Array<number>(posts).fill(0);
  let given = 0;
  let reached = 0;
  for (const [rank, { index }] of order.entries()) {
    // Rounds the running total, so that the sum is exact.
    reached += shares[rank] as number;
    const due = Math.round(((comments - taken) * reached) / whole);
    counts[index] = due - given;
    given = due;
  }
  return counts;
}
