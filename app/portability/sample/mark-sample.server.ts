// Marks the sample blog in databases from before rows had a sample mark.

import { listUnmarkedPeople, markSamplePeople } from "~/people/portability/person-sample.server";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { listUnmarkedPosts, markSamplePosts } from "~/posts/portability/post-sample.server";
import { listUnmarkedSeries, markSampleSeries } from "~/series/portability/series-sample.server";
import { EARLIER } from "../importing/import-name.server";
import {
  isSamplePerson,
  isSamplePost,
  isSampleSeries,
  SAMPLE_HANDLES,
  SAMPLE_POST_SLUGS,
  SAMPLE_SERIES_SLUGS,
} from "./sample-fingerprints";

/** Marks rows that equal a shipped file in slug and text; other imported rows are their owner's. If there is
 *  nothing to mark, this costs three look-ups by unique columns. */
export async function markSample(db: Database): Promise<void> {
  const isAny = (await findUnmarked(db)).some((ids) => ids.length > 0);
  if (!isAny) return;
  await db.write(async (tx) => {
    const [posts, people, series] = await findUnmarked(tx.db);
    await markSamplePosts(tx, posts);
    await markSamplePeople(tx, people);
    await markSampleSeries(tx, series);
  });
}

async function findUnmarked(
  db: DatabaseClient,
): Promise<[posts: number[], people: number[], series: number[]]> {
  const posts = await listUnmarkedPosts(db, SAMPLE_POST_SLUGS, EARLIER);
  const people = await listUnmarkedPeople(db, SAMPLE_HANDLES, EARLIER);
  const series = await listUnmarkedSeries(db, SAMPLE_SERIES_SLUGS, EARLIER);
  const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);
  return [
    ids(posts.filter(isSamplePost)),
    ids(people.filter((person) => isSamplePerson({ ...person, bio: person.bioSource }))),
    ids(series.filter((entry) => isSampleSeries({ ...entry, intro: entry.introSource }))),
  ];
}
