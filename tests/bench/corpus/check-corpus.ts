// Checks the derived columns of a database against the others: of the corpus, and after the writing
// benchmark.

import type BetterSqlite3 from "better-sqlite3";
import { childPath, depthOf } from "~/comments/thread/thread";
import { renderMarkdown } from "~/markdown/markdown";
import type { MarkdownOptions } from "~/markdown/rendered";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { MAX_RESPONSES_PER_PAGE } from "~/responses/response-pages";
import { FULL_DEPTH } from "./discussion";
import { MEASURED, type Size } from "./posts";
import { SITE_URL } from "./texts";

/** Each query finds inconsistent rows. */
const FAULTS = {
  "a post counts its responses wrongly": `
    SELECT id FROM Post WHERE responseCount <>
      (SELECT count(*) FROM Comment WHERE postId = Post.id AND status = 'approved') +
      (SELECT count(*) FROM Pingback WHERE postId = Post.id AND status = 'approved')`,
  "a post gave a number that it does not know of": `
    SELECT id FROM Post WHERE responseNumber < max(
      (SELECT ifnull(max(number), 0) FROM Comment WHERE postId = Post.id),
      (SELECT ifnull(max(number), 0) FROM Pingback WHERE postId = Post.id))`,
  "a post has another date than that of its newest response": `
    SELECT id FROM Post WHERE respondedAt IS NOT (SELECT max(createdAt) FROM (
      SELECT createdAt FROM Comment WHERE postId = Post.id AND status = 'approved'
      UNION ALL SELECT createdAt FROM Pingback WHERE postId = Post.id AND status = 'approved'))`,
  "a number was given twice": `
    SELECT postId FROM (SELECT postId, number FROM Comment UNION ALL SELECT postId, number FROM Pingback)
    GROUP BY postId, number HAVING count(*) > 1`,
  "a comment counts its replies wrongly": `
    SELECT id FROM Comment WHERE replyCount <> (SELECT count(*) FROM Comment reply WHERE reply.parentId = Comment.id)`,
  "a tag counts its posts wrongly": `
    SELECT id FROM Tag WHERE postCount <> (SELECT count(*) FROM PostTag WHERE tagId = Tag.id AND publishedAt NOT NULL)`,
  "a post is filed under another date": `
    SELECT post.id FROM Post post JOIN PostTag filed ON filed.postId = post.id WHERE filed.publishedAt IS NOT post.publishedAt
    UNION SELECT post.id FROM Post post JOIN Byline line ON line.postId = post.id WHERE line.publishedAt IS NOT post.publishedAt`,
  "a moment is written otherwise than Prisma writes it": `
    SELECT id FROM Comment WHERE createdAt NOT GLOB '????-??-??T??:??:??.???+00:00'`,
  "a page is longer than a page": `SELECT postId FROM ResponsePage WHERE size > ${MAX_RESPONSES_PER_PAGE}`,
  "a long discussion has no pages": `
    SELECT id FROM Post WHERE responseCount > ${MAX_RESPONSES_PER_PAGE}
      AND NOT EXISTS (SELECT 1 FROM ResponsePage WHERE postId = Post.id AND startPath = '')`,
  "a page counts its responses wrongly": `
    SELECT postId FROM (
      SELECT postId, startPath, size,
        ifnull(lead(startPath) OVER (PARTITION BY postId ORDER BY startPath), '~') AS endPath FROM ResponsePage
    ) page WHERE size <>
      (SELECT count(*) FROM Comment WHERE postId = page.postId AND path >= startPath AND path < endPath) +
      (SELECT count(*) FROM Pingback WHERE postId = page.postId AND path >= startPath AND path < endPath)`,
};

/** Throws an error that names the inconsistency. */
export function checkCounts(file: string): void {
  const db = new Sqlite(file, { fileMustExist: true });
  try {
    for (const [fault, query] of Object.entries(FAULTS)) {
      const found = db.prepare(query).pluck().all();
      expect(found.length === 0, `${fault}: ${found.slice(0, 5).join(", ")}`);
    }
    expect((db.pragma("foreign_key_check") as unknown[]).length === 0, "a foreign key refers to no row");
    expect(db.pragma("quick_check", { simple: true }) === "ok", "the file is damaged");
  } finally {
    db.close();
  }
}

/** Also checks the size of the corpus and its rendered texts. */
export function checkCorpus(file: string, { posts, comments: all }: Size): void {
  checkCounts(file);
  const db = new Sqlite(file, { fileMustExist: true });
  try {
    const count = (query: string, ...values: unknown[]) =>
      db
        .prepare(query)
        .pluck()
        .get(...values);
    expect(count("SELECT count(*) FROM Post WHERE status = 'published'") === posts, "posts are missing");
    expect(count("SELECT count(*) FROM Comment") === all, "comments are missing");
    expect(count("SELECT count(*) FROM Post WHERE month IS NULL") === 0, "a post has no month");
    expect(count("SELECT sum(postCount) FROM Month") === posts, "a month counts other posts");
    for (const { slug, comments } of Object.values(MEASURED)) {
      expect(count("SELECT responseCount FROM Post WHERE slug = ?", slug) === comments, `${slug} has not`);
    }
    const deepest =
      "SELECT max(length(path)) FROM Comment WHERE postId = (SELECT id FROM Post WHERE slug = ?)";
    const depth = (slug: string) => depthOf("0".repeat(Number(count(deepest, slug))));
    expect(depth(MEASURED.full.slug) === FULL_DEPTH, "the full page nests to another depth");
    expect(depth(MEASURED.chain.slug) === MEASURED.chain.comments - 1, "the chain is broken");
    checkPaths(db);
    checkTexts(db, "SELECT source, html FROM Post WHERE id % 97 = 0", { kind: "post" });
    checkTexts(db, "SELECT source, html FROM Comment WHERE id % 397 = 0", {
      kind: "comment",
      idPrefix: "c-0-",
    });
  } finally {
    db.close();
  }
}

function checkPaths(db: BetterSqlite3.Database) {
  const rows = db.prepare<[], { number: number; path: string; parent: string | null }>(
    `SELECT reply.number, reply.path, parent.path AS parent
     FROM Comment reply LEFT JOIN Comment parent ON parent.id = reply.parentId`,
  );
  for (const { number, path, parent } of rows.iterate()) {
    expect(path === childPath(parent ?? "", number), `the path ${path} is wrong`);
  }
}

function checkTexts(db: BetterSqlite3.Database, query: string, options: Omit<MarkdownOptions, "siteUrl">) {
  const rows = db.prepare<[], { source: string; html: string }>(query).all();
  for (const { source, html } of rows) {
    const text = renderMarkdown(source, { ...options, siteUrl: SITE_URL });
    expect(text.ok && text.html === html, "a text renders differently");
  }
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(`The benchmark's database does not hold together: ${otherwise}.`);
}
