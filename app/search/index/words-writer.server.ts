// Writes the words of texts into the index of either database.

import type { DatabaseClient } from "~/platform/database/database.server";
import type { IndexedWords } from "./indexed-text";
import { wordsOfKey } from "./key-words";

export type Provider = "sqlite" | "postgresql";

/** Replaces the words under a key. */
export type PutWords = (
  db: DatabaseClient,
  key: number,
  words: IndexedWords,
  facets: string[],
) => Promise<void>;

export const putWords: Record<Provider, PutWords> = {
  async sqlite(db, key, { title, text, name }, facets) {
    await db.$executeRaw`
      INSERT OR REPLACE INTO "SearchText" ("rowid", "title", "text", "facets")
      VALUES (${BigInt(key)}, ${title.join(" ")}, ${text.join(" ")}, ${facets.join(" ")})`;
    if (name.length > 0)
      await db.$executeRaw`
        INSERT OR REPLACE INTO "SearchTitle" ("rowid", "title") VALUES (${BigInt(key)}, ${name.join(" ")})`;
  },
  async postgresql(db, key, { title, text, name }, facets) {
    const vector = vectorOf([
      { words: title, weight: "A" },
      { words: text, weight: "D" },
      { words: [...facets, ...wordsOfKey(key)], weight: "" },
    ]);
    // Both ends are spaces, so that each word has one on each side.
    const words = ` ${title.join(" ")} | ${text.join(" ")} `;
    await db.$executeRaw`
      INSERT INTO "SearchText" ("rowid", "vector", "words") VALUES (${BigInt(key)}, ${vector}::tsvector, ${words})
      ON CONFLICT ("rowid") DO UPDATE SET "vector" = excluded."vector", "words" = excluded."words"`;
    if (name.length > 0)
      await db.$executeRaw`
        INSERT INTO "SearchTitle" ("rowid", "vector")
        VALUES (${BigInt(key)}, ${vectorOf([{ words: name, weight: "D" }])}::tsvector)
        ON CONFLICT ("rowid") DO UPDATE SET "vector" = excluded."vector"`;
  },
};

/** A vector keeps as many places of a word, and no place behind this one. Only ranking asks for them. */
const MAX_PLACES = 255;
const LAST_PLACE = 16_383;

/** A vector as PostgreSQL writes it. Words are letters, digits and marks, none of which it gives a meaning. */
function vectorOf(parts: { words: string[]; weight: "A" | "D" | "" }[]): string {
  const places = new Map<string, string[]>();
  let place = 0;
  for (const { words, weight } of parts)
    for (const word of words) {
      place = Math.min(place + 1, LAST_PLACE);
      const known = places.get(word);
      if (!known) places.set(word, weight === "" ? [] : [`${place}${weight}`]);
      else if (known.length < MAX_PLACES) known.push(`${place}${weight}`);
    }
  return [...places].map(([word, at]) => `'${word}'${at.length > 0 ? `:${at.join(",")}` : ""}`).join(" ");
}
