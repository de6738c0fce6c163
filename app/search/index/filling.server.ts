// Fills the index of a site that had none, or that another version of the analyser filled, in batches between which others write.

import { z } from "zod";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue } from "~/platform/jobs/jobs.server";
import { readSite } from "~/site/site.server";
import { SEARCH_KINDS } from "../search";
import { ANALYSER_VERSION } from "../words/stems";
import { listEntries } from "./entries.server";
import { indexTexts } from "./index-texts.server";
import { listSearchable, readStemLanguage } from "./searchable-texts.server";
import { gatherWordsSoon } from "./words-job.server";
import type { Provider } from "./words-writer.server";

/** About a quarter of a second, in which others wait to write. A post has as many words as twenty responses. */
const AT_ONCE = { post: 20, comment: 200, person: 100, tag: 100, series: 50 };

const FILL_KEY = "fill-search";

export interface SearchDeps {
  db: Database;
  databaseProvider: Provider;
}

const progress = z.object({ kind: z.number(), after: z.number() });

/** Indexes one batch, and enqueues the next. */
export const fillSearchJob = defineJob({
  kind: "fill-search",
  queue: "rendering",
  payload: progress,
  async run({ db, databaseProvider }: SearchDeps, { kind: at, after }, now) {
    const kind = SEARCH_KINDS[at];
    await db.write(async (tx) => {
      if (!kind) return endFilling(tx, now);
      const take = AT_ONCE[kind];
      const { texts, last } = await listSearchable(
        tx.db,
        kind,
        { after, take },
        await readStemLanguage(tx.db),
      );
      const known = await listEntries(
        tx.db,
        kind,
        texts.map(({ id }) => id),
      );
      await indexTexts(tx.db, databaseProvider, texts, known);
      const next = last === null ? { kind: at + 1, after: 0 } : { kind: at, after: last };
      await enqueue(tx, fillSearchJob, next, { now, key: FILL_KEY });
    });
  },
});

/** The responses of a post, after it was hidden or filed elsewhere. */
export const indexResponsesJob = defineJob({
  kind: "index-responses",
  queue: "rendering",
  payload: z.object({ postId: z.number(), after: z.number() }),
  async run({ db, databaseProvider }: SearchDeps, { postId, after }, now) {
    await db.write(async (tx) => {
      const take = AT_ONCE.comment;
      const around = await readStemLanguage(tx.db);
      const { texts, last } = await listSearchable(tx.db, "comment", { after, take, postId }, around);
      const known = await listEntries(
        tx.db,
        "comment",
        texts.map(({ id }) => id),
      );
      await indexTexts(tx.db, databaseProvider, texts, known);
      if (last === null) return;
      await enqueue(tx, indexResponsesJob, { postId, after: last }, { now, key: followKey(postId) });
    });
  },
});

const followKey = (postId: number) => `${FOLLOW}${postId}`;
const FOLLOW = "index-responses-";

/** Enqueues the job for a post. */
export const followLater = (tx: Transaction, postId: number, now: Date): Promise<void> =>
  enqueue(tx, indexResponsesJob, { postId, after: 0 }, { now, key: followKey(postId) });

/** The posts whose responses a job is about to index. */
export async function listFollowing(db: DatabaseClient): Promise<Set<number>> {
  const rows = await db.$queryRaw<{ key: string }[]>`
    SELECT "key" FROM "Job" WHERE "key" LIKE ${`${FOLLOW}%`} AND "status" IN ('waiting', 'running')`;
  return new Set(rows.map(({ key }) => Number(key.slice(FOLLOW.length))));
}

const ROW = { id: 1 };

/** Whether older texts may be missing. */
export const isFilling = async (db: DatabaseClient): Promise<boolean> =>
  ((await db.searchFilling.findUnique({ where: ROW }))?.endedAt ?? null) === null;

/** Begins to fill the index, unless it is filled for this version and the site's language. */
export async function beginFillingIfStale(tx: Transaction, now: Date): Promise<void> {
  const { language } = await readSite(tx.db);
  const filling = await tx.db.searchFilling.findUnique({ where: ROW });
  const wanted = { version: ANALYSER_VERSION, language };
  if (filling?.version === wanted.version && filling.language === language) return;
  const isEmpty = (await listSearchable(tx.db, "post", { after: 0, take: 1 }, "other")).last === null;
  const data = { ...wanted, endedAt: isEmpty ? now : null };
  await tx.db.searchFilling.upsert({ where: ROW, create: { ...ROW, ...data }, update: data });
  if (!isEmpty) await beginFilling(tx, now);
}

export const beginFilling = (tx: Transaction, now: Date): Promise<void> =>
  enqueue(tx, fillSearchJob, { kind: 0, after: 0 }, { now, key: FILL_KEY });

async function endFilling(tx: Transaction, now: Date): Promise<void> {
  await tx.db.searchFilling.updateMany({ where: ROW, data: { endedAt: now } });
  await gatherWordsSoon(tx, now);
}
