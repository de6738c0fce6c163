import {
  countComments,
  findHighestCommentNumbers,
  findNewestComments,
} from "~/comments/comment-check.server";
import {
  countPingbacks,
  findHighestPingbackNumbers,
  findNewestPingbacks,
} from "~/pingbacks/pingback-check.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { Inconsistency } from "~/platform/inconsistency";
import { dateConversation } from "~/posts/conversation/response-numbers.server";
import { postKey } from "~/posts/post.server";
import { readPosts, setResponseNumbers } from "~/posts/post-check.server";
import { chooseCut, MAX_RESPONSES_PER_PAGE } from "./response-pages";
import { listPaths } from "./responses.server";

/** Checks each post's number of responses, its last number given, and the date of its newest response. */
export async function checkResponseNumbers(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  const [comments, pingbacks] = [await countComments(db), await countPingbacks(db)];
  const [commented, pinged] = [await findHighestCommentNumbers(db), await findHighestPingbackNumbers(db)];
  const newest = [await findNewestComments(db), await findNewestPingbacks(db)];
  for await (const posts of readPosts(db))
    for (const { id, responseCount, responseNumber, respondedAt } of posts) {
      const row = `post ${id}`;
      const count = (comments.get(id) ?? 0) + (pingbacks.get(id) ?? 0);
      if (count !== responseCount)
        inconsistencies.push({
          row,
          problem: `has a response count of ${responseCount} instead of ${count}`,
          repair: (tx) => recount(tx, id),
        });
      const highest = Math.max(commented.get(id) ?? 0, pinged.get(id) ?? 0);
      if (highest > responseNumber)
        inconsistencies.push({
          row,
          problem: `has ${responseNumber} as its last response number instead of ${highest}`,
          repair: (tx) => setHighest(tx, id),
        });
      const dates = newest.flatMap((found) => found.get(id) ?? []);
      // One that waited for a moderator is news later than it was written.
      if (respondedAt ? dates.length === 0 || dates.some((date) => date > respondedAt) : dates.length > 0)
        inconsistencies.push({
          row,
          problem: `has ${respondedAt?.toISOString() ?? "no date"} as the date of its newest response instead of ${latest(dates)?.toISOString() ?? "none"}`,
          repair: (tx) => dateConversation(tx, id),
        });
    }
  return inconsistencies;
}

/** Checks the starts and sizes of the pages of long discussions. */
export async function checkResponsePages(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  const rows = await db.responsePage.findMany({ orderBy: [{ postId: "asc" }, { startPath: "asc" }] });
  const stored = new Map<number, typeof rows>();
  for (const row of rows) stored.set(row.postId, [...(stored.get(row.postId) ?? []), row]);
  for await (const posts of readPosts(db))
    for (const { id, responseNumber } of posts) {
      const pages = stored.get(id) ?? [];
      if (responseNumber <= MAX_RESPONSES_PER_PAGE && pages.length === 0) continue;
      const problem = findPageFault(pages, await listPaths(db, id, "", null));
      if (problem) inconsistencies.push({ row: `post ${id}`, problem, repair: (tx) => cutAgain(tx, id) });
    }
  return inconsistencies;
}

function findPageFault(pages: { startPath: string; size: number }[], paths: string[]): string | null {
  if (pages.length === 0)
    return paths.length > MAX_RESPONSES_PER_PAGE
      ? `has ${paths.length} responses on one page, which is more than ${MAX_RESPONSES_PER_PAGE}`
      : null;
  if (pages[0]?.startPath !== "") return "has a discussion without a first page";
  for (const [index, { startPath, size }] of pages.entries()) {
    const end = pages[index + 1]?.startPath;
    const held = paths.filter((path) => path >= startPath && (end === undefined || path < end)).length;
    if (held !== size) return `has a discussion page with a response count of ${size} instead of ${held}`;
    if (held > MAX_RESPONSES_PER_PAGE)
      return `has ${held} responses on one page, which is more than ${MAX_RESPONSES_PER_PAGE}`;
  }
  return null;
}

async function recount(tx: Transaction, id: number) {
  const [comments, pingbacks] = [await countComments(tx.db, [id]), await countPingbacks(tx.db, [id])];
  await setResponseNumbers(tx, id, { responseCount: (comments.get(id) ?? 0) + (pingbacks.get(id) ?? 0) });
}

async function setHighest(tx: Transaction, id: number) {
  const numbers = [
    await findHighestCommentNumbers(tx.db, [id]),
    await findHighestPingbackNumbers(tx.db, [id]),
  ];
  const responseNumber = Math.max(...numbers.map((highest) => highest.get(id) ?? 0));
  await setResponseNumbers(tx, id, { responseNumber });
}

const latest = (dates: Date[]): Date | undefined => dates.toSorted((a, b) => Number(b) - Number(a))[0];

async function cutAgain(tx: Transaction, postId: number) {
  const paths = await listPaths(tx.db, postId, "", null);
  await tx.db.responsePage.deleteMany({ where: { postId } });
  if (paths.length > MAX_RESPONSES_PER_PAGE) {
    const data = cutPages(paths).map((page, index) => {
      return { postId, startPath: index === 0 ? "" : (page[0] ?? ""), size: page.length };
    });
    await tx.db.responsePage.createMany({ data });
  }
  tx.invalidate(postKey(postId));
}

function cutPages(paths: string[]): string[][] {
  if (paths.length <= MAX_RESPONSES_PER_PAGE) return [paths];
  const cut = chooseCut(paths, "");
  return [...cutPages(paths.slice(0, cut)), ...cutPages(paths.slice(cut))];
}
