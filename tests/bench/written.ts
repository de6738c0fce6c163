// Checks the database after the writing benchmark: each accepted comment exists once, and all counts are
// right.

import { renderMarkdown } from "~/markdown/markdown";
import { type Database, openDatabase } from "~/platform/database/database.server";
import { checkSite } from "~/portability/check-site.server";
import { SITE_URL } from "./corpus/texts";
import type { LongtableServer } from "./servers";

const POSTS_ANSWERED = 200;
/** Number of comments looked up at once. */
const BATCH = 500;

/** A post, and a comment on it to reply to. */
export interface Target {
  slug: string;
  commentId: number;
}

/** A comment that the server accepted. */
export interface Sent {
  id: number;
  body: string;
  to: number | null;
  tookMs: number;
}

/** Posts with a discussion of ordinary size, spread over the years. */
export const chooseTargets = (database: string): Promise<Target[]> =>
  reading(database, async (db) => {
    const posts = await db.post.findMany({
      where: { responseCount: { gte: 5, lte: 100 } },
      orderBy: { id: "asc" },
      select: { id: true, slug: true },
    });
    const step = Math.max(1, Math.floor(posts.length / POSTS_ANSWERED));
    const chosen = posts.filter((_, index) => index % step === 0).slice(0, POSTS_ANSWERED);
    const targets: Target[] = [];
    for (const { id, slug } of chosen) {
      const first = await db.comment.findFirst({ where: { postId: id }, orderBy: { path: "asc" } });
      if (first) targets.push({ slug, commentId: first.id });
    }
    return targets;
  });

export const countComments = (database: string): Promise<number> =>
  reading(database, (db) => db.comment.count());

/** `servers` share one database. */
export async function checkWritten(servers: LongtableServer[], before: number, sent: Sent[]): Promise<void> {
  const database = servers[0]?.database ?? "";
  const problems: string[] = [];
  await reading(database, async (db) => {
    for (let at = 0; at < sent.length; at += BATCH) {
      const some = sent.slice(at, at + BATCH);
      const rows = await db.comment.findMany({
        where: { id: { in: some.map(({ id }) => id) } },
        select: { id: true, source: true, parentId: true },
      });
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const { id, body, to } of some) {
        const row = byId.get(id);
        if (row?.source !== body || row.parentId !== to) problems.push(`comment ${id} is not what was sent`);
      }
    }
    const faults = await checkSite({ db, render, url: database }, { repair: false, now: new Date() });
    problems.push(...faults.left.map(({ row, problem }) => `${row} ${problem}`));
  });
  if (new Set(sent.map((comment) => comment.id)).size !== sent.length)
    problems.push("two comments became one");
  const more = (await countComments(database)) - before;
  if (more !== sent.length) problems.push(`${sent.length} comments were taken, and ${more} are there`);
  for (const trouble of ["database is locked", "SQLITE_BUSY", '"level":50'])
    for (const { said } of servers) if (said().includes(trouble)) problems.push(`the log says ${trouble}`);
  if (problems.length > 0) throw new Error(`Writing went wrong: ${problems.slice(0, 5).join("; ")}.`);
}

const render = async (source: string, options: { kind: "post" | "comment"; idPrefix?: string }) =>
  renderMarkdown(source, { ...options, siteUrl: SITE_URL });

async function reading<T>(database: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(database);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}
