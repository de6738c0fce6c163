// Writes the planned corpus to a new database, by inserting rows with all derived columns instead of running
// the commands.
// check-corpus.ts verifies the result.

import type BetterSqlite3 from "better-sqlite3";
import { renderMarkdown } from "~/markdown/markdown";
import type { RenderMarkdown } from "~/markdown/rendered";
import { upsertPerson } from "~/people/portability/upsert-person.server";
import { openDatabase } from "~/platform/database/database.server";
import { migrate } from "~/platform/database/migrations/migrate.server";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { providerOf } from "~/platform/database/url";
import { beginFillingIfStale, fillSearchJob } from "~/search/index/filling.server";
import { upsertSeries } from "~/series/series.server";
import { fromRoot } from "~/server/site-services";
import { saveSettings } from "~/site/site.server";
import { buildSettings } from "../../factories/settings";
import { commentRows, pageRows, pingbackRows } from "./comment-rows";
import { planDiscussion } from "./discussion";
import { bylineRows, linkRows, postRows, postTagRows, tagRows } from "./post-rows";
import { HANDLES, type PlannedPost, planPosts, SERIES, type Size } from "./posts";
import { createRandom } from "./random";
import { makeCommentTexts, makePostTexts, SITE_URL } from "./texts";

const TIME_ZONE = "Europe/London";

export async function writeCorpus(file: string, size: Size): Promise<void> {
  const posts = planPosts(size);
  await migrate(`file:${file}`, fromRoot("prisma"));
  await writeSettings(file, posts[0]?.publishedAt ?? new Date(0));
  const db = new Sqlite(file);
  try {
    db.transaction(() => writeRows(db, posts))();
  } finally {
    db.close();
  }
  await fillIndex(`file:${file}`);
}

/** As the first start of a site does: otherwise each measured server would do it meanwhile. */
async function fillIndex(url: string) {
  const db = openDatabase(url);
  const now = new Date();
  try {
    await db.write((tx) => beginFillingIfStale(tx, now));
    for (;;) {
      const job = await db.job.findFirst({ where: { kind: fillSearchJob.kind } });
      // What is left gathers the words of suggestions.
      await db.job.deleteMany({});
      if (!job) return;
      const progress = fillSearchJob.payload.parse(JSON.parse(job.payload));
      await fillSearchJob.run({ db, databaseProvider: providerOf(url) }, progress, now);
    }
  } finally {
    await db.close();
  }
}

function writeRows(db: BetterSqlite3.Database, posts: PlannedPost[]) {
  const people = idsByName(db, "SELECT id, handle AS name FROM Person");
  const series = idsByName(db, "SELECT id, slug AS name FROM Series");
  const texts = makePostTexts();
  const discussions = planDiscussions(posts);
  insert(db, "Post", postRows(posts, texts, series, discussions, TIME_ZONE));
  db.exec(`INSERT INTO Revision (postId, number, title, summary, source, createdAt)
    SELECT id, 1, title, summary, source, publishedAt FROM Post`);
  db.exec("INSERT INTO Month SELECT month, count(*) FROM Post GROUP BY month");
  insert(db, "Link", linkRows(posts, texts));
  insert(db, "Byline", bylineRows(posts, people));
  const tags = tagRows(posts);
  insert(db, "Tag", tags);
  insert(db, "PostTag", postTagRows(posts, tags));
  insert(db, "Comment", commentRows(discussions, makeCommentTexts(), [...people.values()]));
  insert(db, "Pingback", pingbackRows(posts, discussions, texts));
  insert(db, "ResponsePage", pageRows(discussions));
}

/** Rows of one table with the same columns. */
function insert(db: BetterSqlite3.Database, table: string, rows: Iterable<Record<string, unknown>>) {
  let add: BetterSqlite3.Statement | undefined;
  for (const row of rows) {
    const columns = Object.keys(row);
    const places = columns.map((column) => `@${column}`);
    add ??= db.prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places.join(", ")})`);
    const stored = Object.entries(row).map(([column, value]) => [
      column,
      value instanceof Date ? timestamp(value) : value,
    ]);
    add.run(Object.fromEntries(stored));
  }
}

/** A timestamp in Prisma's format. */
const timestamp = (moment: Date) => moment.toISOString().replace("Z", "+00:00");

/** Writes settings, people and series by the commands. */
async function writeSettings(file: string, began: Date) {
  const db = openDatabase(`file:${file}`);
  const render: RenderMarkdown = async (source, { mentions: _, ...options }) =>
    renderMarkdown(source, { ...options, siteUrl: SITE_URL });
  const deps = { db, render };
  const about = "Posts without sense, and comments on them.";
  await saveSettings(
    deps,
    buildSettings({ tagline: "A site to measure", language: "en-GB", timeZone: TIME_ZONE, about }),
  );
  for (const handle of HANDLES)
    await upsertPerson(
      deps,
      { handle, name: handle.charAt(0).toUpperCase() + handle.slice(1), bio: "" },
      began,
    );
  for (const [index, slug] of SERIES.entries()) {
    const status = index % 2 ? "complete" : "under way";
    const title = slug.replaceAll("-", " ");
    await upsertSeries(deps, { slug, title, status, intro: "A series of *five* parts." }, began);
  }
  await db.close();
}

const idsByName = (db: BetterSqlite3.Database, query: string) =>
  new Map(
    db
      .prepare<[], { id: number; name: string }>(query)
      .all()
      .map(({ id, name }) => [name, id]),
  );

function planDiscussions(posts: PlannedPost[]) {
  const random = createRandom(40_000);
  const pings = new Map<number, { from: number; at: Date }[]>();
  for (const post of posts)
    for (const target of post.linksTo)
      pings.set(target, [...(pings.get(target) ?? []), { from: post.id, at: post.publishedAt }]);
  return new Map(posts.map((post) => [post.id, planDiscussion(random, post, pings.get(post.id) ?? [])]));
}
