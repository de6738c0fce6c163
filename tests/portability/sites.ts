// Sites to back up and copy, and the rows of a database.

import path from "node:path";
import pg from "pg";
import { onTestFinished } from "vitest";
import { listCopiedTables } from "~/inventory.server";
import { RENDER_VERSION } from "~/markdown/version";
import { openDatabase } from "~/platform/database/database.server";
import { kindOf } from "~/platform/database/kinds.server";
import { migrate } from "~/platform/database/migrations/migrate.server";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { databaseFile, providerOf } from "~/platform/database/url";
import { saveSettings } from "~/site/site.server";
import { openIndexed, renderWith, SITE_SECRET, temporaryFolder } from "../factories/database";
import { createComment, createPost, NOW } from "../factories/posts";
import { buildSettings } from "../factories/settings";

/** A new, migrated, empty SQLite database, whichever database this test run uses. */
export async function newSqliteUrl(): Promise<string> {
  const url = `file:${path.join(temporaryFolder(), "longtable.db")}`;
  await migrate(url, "prisma");
  return url;
}

/** The dependencies of commands on the database at an address; closed after the test. Without `indexed`, the search finds nothing, and
 *  thousands of rows are added in seconds. */
export function open(url: string, { indexed = true } = {}) {
  const db = indexed ? openIndexed(url) : openDatabase(url);
  onTestFinished(() => db.close());
  return { db, render: renderWith(db), siteSecret: SITE_SECRET, url };
}

export type OpenSite = ReturnType<typeof open>;

/** A small site with characters that need escaping, threads, pingbacks, a job and a gap in the ids. */
export async function fillSite(site: Omit<OpenSite, "siteSecret">): Promise<{ postId: number }> {
  await saveSettings(site, buildSettings({ name: "Under test", about: "*All*", timeZone: "Europe/London" }));
  const postId = await createPost(site, {
    slug: "first",
    source: 'Tab\there, back\\slash, \\N, `\\.`\n\n\\.\n\nquote\'s "end" and 人 🪑\u2028.',
    tags: ["the profession", "public libraries"],
    presenters: ["maren"],
  });
  await createPost(site, { source: "See [the first](/posts/first).", tags: ["the profession"] });
  const first = await createComment(site, postId, {
    body: "One.\n\n\tcode\r\nend",
    site: "https://ada.example/",
  });
  await createComment(site, postId, { body: "Under it.", to: first });
  const last = await createComment(site, postId, { body: "Soon gone." });
  await site.db.write(async (tx) => {
    await tx.db.comment.delete({ where: { id: last } });
    tx.reindex("comment", last);
  });
  await site.db.post.update({ where: { id: postId }, data: { responseCount: { decrement: 1 } } });
  await site.db.job.create({
    data: { kind: "test", payload: "{}", status: "waiting", dueAt: NOW, createdAt: NOW, key: "once" },
  });
  return { postId };
}

/** Inserts many comments quickly, without the command. */
export async function addComments({ db, url }: OpenSite, postId: number, count: number): Promise<void> {
  const { responseNumber } = await db.post.findUniqueOrThrow({ where: { id: postId } });
  const text = "A thought that goes on for a line or two, as thoughts under posts do. ".repeat(4);
  const data = Array.from({ length: count }, (_, index) => {
    const number = responseNumber + index + 1;
    return {
      ...{ postId, number, path: number.toString(36).padStart(4, "0"), status: "approved" },
      ...{ guestName: "Ada", guestEmail: "ada@example.org", source: text, html: `<p>${text}</p>\n` },
      ...{ excerpt: text, renderVersion: RENDER_VERSION, createdAt: NOW },
    };
  });
  const writer = await kindOf(url).createRowWriter(url);
  await writer.insert({ name: "Comment" }, data);
  await writer.close();
  await db.post.update({
    where: { id: postId },
    data: { responseNumber: { increment: count }, responseCount: { increment: count } },
  });
  const added = await db.comment.findMany({
    where: { postId, number: { gt: responseNumber } },
    select: { id: true },
  });
  await db.write(async (tx) => tx.reindex("comment", ...added.map(({ id }) => id)));
}

/** Every row of every table that is copied. */
export async function rowsAt(url: string): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  const reader = await openReader(url);
  for (const { name, key } of await listCopiedTables(url)) {
    const rows = await reader.rows(`SELECT * FROM "${name}"`);
    const keyOf = (row: Record<string, unknown>) =>
      key.map((column) => String(row[column]).padStart(12)).join();
    all[name] = rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }
  await reader.close();
  return all;
}

type Rows = Record<string, unknown>[];

/** Closed at once: a restore would take an open connection for a running site, and a server has few
 *  connections. */
async function openReader(url: string) {
  if (providerOf(url) === "postgresql") {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return {
      rows: async (sql: string): Promise<Rows> => (await client.query(sql)).rows,
      close: () => client.end(),
    };
  }
  const db = new Sqlite(databaseFile(url), { readonly: true });
  return {
    rows: async (sql: string) => db.prepare<[], Rows[number]>(sql).all(),
    close: async () => void db.close(),
  };
}
