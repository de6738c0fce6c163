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

/** What of the sample blog is here, and goes with it. */
export interface SampleListing {
  posts: { id: number; slug: string; title: string; responseCount: number; responseNumber: number }[];
  people: NamedPerson[];
  /** Who came with it and stays: they have an account by now, or have written something else. */
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

/** Whether the site is being filled with it at this moment: then it can't be listed or removed yet. */
export const isSampleComing = (db: DatabaseClient, now: Date): Promise<boolean> => isBeingFilled(db, now);

/**
 * Removes what was listed, in one transaction: the posts with all responses to them, then the people and series that nothing else
 * needs, and what the site says of it in its own texts. What was edited since it was listed is the site's own, and stays. Where a
 * post has had another response since, nothing is removed: it stands in no list that was agreed to, and in no backup.
 */
export async function removeSample(
  { db }: PublishingDeps,
  listed: SampleListing,
  now: Date,
): Promise<SampleRemoved> {
  return db.write(async (tx) => {
    if (await isBeingFilled(tx.db, now)) return { ok: false, reason: "sample.being-filled" };
    const listedPosts = new Map(listed.posts.map((post) => [post.id, post]));
    const posts = (await listSamplePosts(tx.db)).filter(({ id }) => listedPosts.has(id));
    // The last number that was given, and not how many there are: one may have come and another gone.
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
