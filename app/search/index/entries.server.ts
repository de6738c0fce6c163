// The rows of the index: which text stands under which key. Raw SQL, which both databases understand, because a reply writes them
// (docs/decisions/0049).

import { type DatabaseClient, Prisma } from "~/platform/database/database.server";
import type { SearchKind } from "../search";
import { ANALYSER_VERSION } from "../words/stems";
import { KINDS, keyOf } from "./entry-key";
import { digestOf, type SearchableText } from "./indexed-text";

export interface Entry {
  key: number;
  thingId: number;
  postId: number | null;
  facets: string;
  digest: string;
}

type Row = Omit<Entry, "key"> & { key: bigint | number };

/** The entries of these things, by their ids. */
export async function listEntries(
  db: DatabaseClient,
  kind: SearchKind,
  ids: number[],
): Promise<Map<number, Entry>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<Row[]>`
    SELECT "key", "thingId", "postId", "facets", "digest" FROM "SearchEntry"
    WHERE "kind" = ${KINDS[kind]} AND "thingId" IN (${Prisma.join(ids)})`;
  return new Map(rows.map((row) => [row.thingId, { ...row, key: Number(row.key) }]));
}

/** Another second with as many texts would need as many tries. */
const MAX_TRIES = 1_000;

/** Adds the entry of a text that has none. Returns its key. */
export async function addEntry(db: DatabaseClient, text: SearchableText): Promise<number> {
  const { kind, id, postId, at, facets } = text;
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const key = keyOf(kind, id, at, tries);
    const added = await db.$executeRaw`
      INSERT INTO "SearchEntry" ("key", "kind", "thingId", "postId", "facets", "digest", "version")
      VALUES (${BigInt(key)}, ${KINDS[kind]}, ${id}, ${postId}, ${facets.join(" ")}, ${digestOf(text)}, ${ANALYSER_VERSION})
      ON CONFLICT ("key") DO NOTHING`;
    if (added > 0) return key;
  }
  throw new Error("Too many texts of one second are in the index.");
}

export async function updateEntry(db: DatabaseClient, key: number, text: SearchableText): Promise<void> {
  await db.$executeRaw`
    UPDATE "SearchEntry"
    SET "postId" = ${text.postId}, "facets" = ${text.facets.join(" ")}, "digest" = ${digestOf(text)},
      "version" = ${ANALYSER_VERSION}
    WHERE "key" = ${BigInt(key)}`;
}

/** Removes entries with their words. */
export async function removeEntries(db: DatabaseClient, keys: number[]): Promise<void> {
  if (keys.length === 0) return;
  const list = Prisma.join(keys.map(BigInt));
  await db.$executeRaw`DELETE FROM "SearchText" WHERE "rowid" IN (${list})`;
  await db.$executeRaw`DELETE FROM "SearchTitle" WHERE "rowid" IN (${list})`;
  await db.$executeRaw`DELETE FROM "SearchEntry" WHERE "key" IN (${list})`;
}

/** Removes a post and all its responses. */
export async function removePost(db: DatabaseClient, postId: number): Promise<void> {
  const keys = Prisma.sql`(SELECT "key" FROM "SearchEntry" WHERE "postId" = ${postId})`;
  await db.$executeRaw`DELETE FROM "SearchText" WHERE "rowid" IN ${keys}`;
  await db.$executeRaw`DELETE FROM "SearchTitle" WHERE "rowid" IN ${keys}`;
  await db.$executeRaw`DELETE FROM "SearchEntry" WHERE "postId" = ${postId}`;
}

/** Removes words that belong to no entry. */
export async function removeSurplus(db: DatabaseClient, key: number): Promise<void> {
  for (const table of ["SearchText", "SearchTitle"])
    await db.$executeRaw(Prisma.sql`
      DELETE FROM ${Prisma.raw(`"${table}"`)}
      WHERE "rowid" = ${BigInt(key)} AND NOT EXISTS (SELECT 1 FROM "SearchEntry" WHERE "key" = ${BigInt(key)})`);
}
