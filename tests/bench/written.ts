// What the database has to say of the comments that were sent: each one that was taken is there, once, and all counts are right.

import Sqlite from "better-sqlite3";
import { checkCounts } from "./corpus/check-corpus";
import type { LongtableServer } from "./servers";

const POSTS_ANSWERED = 200;

/** A post to answer, and a comment on it. */
export interface Target {
  slug: string;
  commentId: number;
}

/** A comment that the server said it took. */
export interface Sent {
  id: number;
  body: string;
  to: number | null;
  tookMs: number;
}

/** Posts with an ordinary discussion, spread over the years. */
export const chooseTargets = (database: string): Target[] =>
  reading(database, (db) =>
    db
      .prepare<[number], Target>(
        `SELECT slug, (SELECT id FROM Comment WHERE postId = Post.id ORDER BY number LIMIT 1) AS commentId
         FROM Post WHERE id % 9 = 0 AND responseCount BETWEEN 5 AND 100 ORDER BY id LIMIT ?`,
      )
      .all(POSTS_ANSWERED),
  );

export const countComments = (database: string): number =>
  reading(database, (db) => db.prepare<[], number>("SELECT count(*) FROM Comment").pluck().get() ?? 0);

export function checkWritten({ database, said }: LongtableServer, before: number, sent: Sent[]): void {
  const problems: string[] = [];
  reading(database, (db) => {
    const find = db.prepare<[number], { source: string; parentId: number | null }>(
      "SELECT source, parentId FROM Comment WHERE id = ?",
    );
    for (const { id, body, to } of sent) {
      const row = find.get(id);
      if (row?.source !== body || row.parentId !== to) problems.push(`comment ${id} is not what was sent`);
    }
  });
  if (new Set(sent.map((comment) => comment.id)).size !== sent.length)
    problems.push("two comments became one");
  const more = countComments(database) - before;
  if (more !== sent.length) problems.push(`${sent.length} comments were taken, and ${more} are there`);
  for (const trouble of ["database is locked", "SQLITE_BUSY", '"level":50'])
    if (said().includes(trouble)) problems.push(`the log says ${trouble}`);
  if (problems.length > 0) throw new Error(`Writing went wrong: ${problems.slice(0, 5).join("; ")}.`);
  checkCounts(database);
}

function reading<T>(database: string, work: (db: Sqlite.Database) => T): T {
  const db = new Sqlite(database, { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}
