// Query plans: no page reads all posts, comments or tags to show some of them. Without statistics, SQLite
// plans by its indexes alone, the same for an empty database as for one of a hundred thousand posts.

import type BetterSqlite3 from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { databaseFile } from "~/platform/database/url";
import { POSTS_PER_PAGE } from "~/posts/post.server";
import { newDatabaseUrl } from "../../factories/database";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite } from "../../factories/site";

/** Tables that grow with the site. */
const LARGE = /\b(Post|PostTag|Byline|Comment|Pingback|ResponsePage|FormerAddress|Link)\b/;

test("reads no whole table to show part of it", async () => {
  const databaseUrl = await newDatabaseUrl();
  const asked = new Set<string>();
  const prepare = Sqlite.prototype.prepare;
  const listening = vi.spyOn(Sqlite.prototype, "prepare").mockImplementation(function (
    this: BetterSqlite3.Database,
    sql: string,
  ) {
    asked.add(sql);
    return prepare.call(this, sql);
  } as typeof prepare);
  onTestFinished(() => listening.mockRestore());
  const site = await openTestSite({ databaseUrl, env: { PAGE_CACHE: "off" } });
  const { services } = site;
  await services.db.series.create({
    data: { slug: "doors", title: "Doors", status: "under way", createdAt: new Date(0) },
  });
  const first = await createPost(services, { slug: "asking", tags: ["doors"], series: "doors", part: 1 });
  const second = await createPost(services, { slug: "answering", tags: ["doors"], series: "doors", part: 2 });
  // A full page, because SQLite plans otherwise for few ids.
  for (let count = 0; count < POSTS_PER_PAGE; count++) await createPost(services, { tags: ["doors"] });
  const comment = await createComment(services, first);
  asked.clear();
  for (const address of [
    ...[
      "/",
      `/?before=${second}`,
      `/?after=${first}`,
      "/tags",
      "/tags/doors",
      `/tags/doors?before=${second}`,
    ],
    ...[
      "/series",
      "/series/doors",
      "/people/ken",
      `/people/ken?before=${second}`,
      "/archive",
      "/archive/2026",
      "/archive/2026/03",
    ],
    ...[
      "/posts/asking",
      "/posts/asking/threads",
      "/posts/asking-whom",
      "/posts/zzz",
      `/comments/${comment}`,
      "/posts/asking/respond",
    ],
  ])
    expect([address, (await site.get(address)).status < 500]).toEqual([address, true]);

  const plans = new Sqlite(databaseFile(databaseUrl), { readonly: true });
  const costly = [...asked]
    .filter((sql) => /^\s*SELECT/.test(sql))
    .flatMap((sql) => {
      const steps = plans.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
      const details = steps.all(...Array(sql.split("?").length - 1).fill(null)).map((step) => step.detail);
      return details.filter((detail) => isCostly(detail, sql, details)).map((detail) => `${detail}: ${sql}`);
    });
  plans.close();
  expect(asked.size).toBeGreaterThan(20);
  expect(costly).toEqual([]);
});

/** Reads all rows, or all published ones, without stopping at a page's number of them. */
function isCostly(detail: string, sql: string, plan: string[]): boolean {
  if (!LARGE.test(detail)) return false;
  if (detail.startsWith("SCAN")) return true;
  const stopsEarly = /ORDER BY .* LIMIT/.test(sql) && !/LIKE|GROUP BY/.test(sql);
  const sorted = plan.some((step) => step.includes("TEMP B-TREE FOR ORDER"));
  return /\(status=\?\)/.test(detail) && !(stopsEarly && !sorted);
}
