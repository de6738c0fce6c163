import { deletePostIn, type PublishingDeps } from "~/flows/publish-post.server";
import { listSamplePeople, type NamedPerson, removeSamplePeople } from "~/people/person-sample.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { findPostRow } from "~/posts/post-commands.server";
import { listSamplePosts } from "~/posts/post-sample.server";
import { listSampleSeries, removeSampleSeries } from "~/series/series-sample.server";
import { isBeingFilled } from "~/site/site-filling.server";
import {
  planSettingsWithoutSample,
  type SettingsWithoutSample,
  writeSettingsWithoutSample,
} from "~/site/site-sample.server";
import { isSampleSetting } from "./sample-fingerprints";

/** What would be removed with the sample blog. */
export interface SampleListing {
  posts: { id: number; slug: string; title: string; responseCount: number; responseNumber: number }[];
  people: NamedPerson[];
  /** People from the sample blog who stay, because they have an account or have written something else. */
  staying: NamedPerson[];
  series: { id: number; slug: string; title: string }[];
  settings: SettingsWithoutSample;
}

export async function listSample({ db, render }: PublishingDeps): Promise<SampleListing> {
  const { going: people, staying } = await listSamplePeople(db);
  return {
    ...{ people, staying, posts: await listSamplePosts(db), series: await listSampleSeries(db) },
    settings: await planSettingsWithoutSample({ db, render }, isSampleSetting),
  };
}

export const isNothing = ({ posts, people, series, settings }: SampleListing): boolean =>
  posts.length + people.length + series.length === 0 &&
  settings.tagline === undefined &&
  settings.about === undefined;

export type SampleRemoved =
  | { ok: true; posts: number; people: number; series: number }
  | { ok: false; reason: "sample.being-filled" | "sample.settings-changed" | "sample.answered" };

/** Whether the site is being filled with the sample blog now; until then it can't be listed or removed. */
export const isSampleComing = (db: DatabaseClient, now: Date): Promise<boolean> => isBeingFilled(db, now);

/** Removes what was listed, in one transaction: the posts with their responses, then the people and series
 *  that nothing else uses, and mentions in the site's own texts. What was edited since the listing stays. If
 *  a listed post has a new response, nothing is removed, because that response is neither in the confirmed
 *  list nor in the backup. */
export async function removeSample(
  { db }: PublishingDeps,
  listed: SampleListing,
  now: Date,
): Promise<SampleRemoved> {
  return db.write(async (tx) => {
    if (await isBeingFilled(tx.db, now)) return { ok: false, reason: "sample.being-filled" };
    const listedPosts = new Map(listed.posts.map((post) => [post.id, post]));
    const posts = (await listSamplePosts(tx.db)).filter(({ id }) => listedPosts.has(id));
    // Compares the last number and not the count: one response may have come and another gone.
    if (posts.some(({ id, responseNumber }) => responseNumber !== listedPosts.get(id)?.responseNumber))
      return { ok: false, reason: "sample.answered" };
    if (!(await writeSettingsWithoutSample(tx, listed.settings)))
      return { ok: false, reason: "sample.settings-changed" };
    for (const { id } of posts) {
      const row = await findPostRow(tx.db, id);
      if (row) await deletePostIn(tx, row, now);
    }
    const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);
    const people = await removeSamplePeople(tx, ids(listed.people));
    const series = await removeSampleSeries(tx, ids(listed.series));
    return { ok: true, posts: posts.length, people, series };
  });
}
