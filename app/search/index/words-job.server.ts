// The list of stems by which mistyped words are found. To keep it with each text would cost more than the text's own words.

import { z } from "zod";
import type { BoundedReader } from "~/platform/database/bounded-reader";
import type { Database, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { ensureBy } from "~/platform/jobs/jobs.server";
import type { Dialect } from "../finding/dialect";
import { FRENCH } from "../words/stems";

export const GATHER_WORDS_PATTERN = "40 3 * * *";

/** On PostgreSQL each batch counts the words of all texts, which takes some ten seconds for a million. */
const LIMIT_MS = 5 * 60_000;
/** More than most large sites have; some megabytes. */
const READ_AT_ONCE = 100_000;
/** Written in one transaction. */
const AT_ONCE = 5_000;
/** Longer ones, and numbers, are no words that somebody mistypes. */
const WORD = new RegExp(`^${FRENCH}?\\p{L}{3,24}$`, "u");

export interface VocabularyDeps {
  db: Database;
  searchReader: BoundedReader;
  searchDialect: Dialect;
}

/** Makes the list again: words that are gone are forgotten. Until then no suggestion shows them, since it looks at the texts. */
export const gatherWordsJob = defineJob({
  kind: "gather-words",
  queue: "rendering",
  payload: z.object({}),
  async run({ db, searchReader, searchDialect }: VocabularyDeps) {
    for (let after = ""; ; ) {
      const { sql, values } = searchDialect.vocabulary(after, READ_AT_ONCE);
      const rows = await searchReader.run(LIMIT_MS, (query) =>
        query<{ stem: string; n: number | bigint | string }>(sql, values),
      );
      if (rows === "too slow") throw new Error("The words of the index couldn’t be read in time.");
      const isLast = rows.length < READ_AT_ONCE;
      for (let at = 0; at === 0 || at < rows.length; at += AT_ONCE) {
        const some = rows.slice(at, at + AT_ONCE);
        const last = isLast && at + AT_ONCE >= rows.length ? null : (some.at(-1)?.stem ?? null);
        const words = some.flatMap(({ stem, n }) => (WORD.test(stem) ? [{ stem, n: Number(n) }] : []));
        const range = { gt: after, ...(last !== null && { lte: last }) };
        await db.write(async (tx) => {
          await tx.db.searchWord.deleteMany({ where: { stem: range } });
          if (words.length > 0) await tx.db.searchWord.createMany({ data: words });
        });
        if (last === null) return;
        after = last;
      }
    }
  },
});

/** By then the rest of what comes at once is there, and a command that filled the site has ended. */
const SOON_MS = 60_000;

/** Enqueues it, where many texts came at once, so that their words needn't wait for the night. */
export const gatherWordsSoon = (tx: Transaction, now: Date): Promise<void> =>
  ensureBy(tx, gatherWordsJob, {}, { at: new Date(now.getTime() + SOON_MS), key: "gather-words", now });
