import { createHash } from "node:crypto";
import { deletePostIn, type PublishingDeps } from "~/flows/publishing/publish-post.server";
import { listSamplePages, removeSamplePages } from "~/pages/page-sample.server";
import {
  isAnySamplePerson,
  listSamplePeople,
  type NamedPerson,
  removeSamplePeople,
} from "~/people/portability/person-sample.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { listSamplePosts } from "~/posts/portability/post-sample.server";
import { findPostRow } from "~/posts/post-commands.server";
import {
  isAnySampleSeries,
  listSampleSeries,
  removeSampleSeries,
} from "~/series/portability/series-sample.server";
import { isBeingFilled } from "~/site/site-filling.server";
import {
  planSettingsWithoutSample,
  type SettingsWithoutSample,
  writeSettingsWithoutSample,
} from "~/site/site-sample.server";
import type { KeepBackup } from "../backup/kept-backup";
import { isSampleSetting } from "./sample-fingerprints";

/** What would be removed with the sample blog. */
export interface SampleListing {
  posts: { id: number; slug: string; title: string; responseCount: number; responseNumber: number }[];
  people: NamedPerson[];
  /** People from the sample blog who stay, because they have an account or have written something else. */
  staying: NamedPerson[];
  series: { id: number; slug: string; title: string }[];
  pages: { id: number; slug: string; title: string }[];
  settings: SettingsWithoutSample;
}

export async function listSample({ db, render }: PublishingDeps): Promise<SampleListing> {
  const { going: people, staying } = await listSamplePeople(db);
  return {
    ...{ people, staying, posts: await listSamplePosts(db), series: await listSampleSeries(db) },
    pages: await listSamplePages(db),
    settings: await planSettingsWithoutSample({ db, render }, isSampleSetting),
  };
}

export const isNothing = ({ posts, people, series, pages, settings }: SampleListing): boolean =>
  posts.length + people.length + series.length + pages.length === 0 &&
  settings.tagline === undefined &&
  settings.about === undefined;

/** A hash of a listing, by which a page that asks detects that another one would be removed. */
export const versionOf = ({ posts, people, series, pages, settings }: SampleListing): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        posts.map(({ id, responseNumber }) => [id, responseNumber]),
        ...[people, series, pages].map((rows) => rows.map(({ id }) => id)),
        settings.version,
      ]),
    )
    .digest("hex");

type Removed = { ok: true; posts: number; people: number; series: number; pages: number };
type RemovalRefusal = {
  ok: false;
  reason:
    | "sample.being-filled"
    | "sample.settings-changed"
    | "sample.answered"
    /** Another removal was faster. */
    | "sample.gone"
    | "sample.not-allowed";
};
export type SampleRemoved = Removed | RemovalRefusal;

/** Whether the asker may remove it, as the transaction that removes it sees it. */
type MayRemove = (db: DatabaseClient) => Promise<boolean>;
const anyone: MayRemove = async () => true;

/** Whether the site is being filled with the sample blog now; until then it can't be listed or removed. */
export const isSampleComing = (db: DatabaseClient, now: Date): Promise<boolean> => isBeingFilled(db, now);

/** Saves a backup, then removes what was listed. Nothing is removed if the backup fails. Refuses as `removeSample`
 *  does; of two that run at once, one removes and the other is refused. */
export async function backUpAndRemoveSample(
  deps: PublishingDeps,
  keepBackup: KeepBackup,
  listed: SampleListing,
  now: Date,
  mayRemove = anyone,
): Promise<
  (Removed & { backup: string }) | RemovalRefusal | { ok: false; reason: "sample.no-backup"; problem: string }
> {
  const kept = await keepBackup("before-sample-remove", now);
  if (!kept.ok) return { ok: false, reason: "sample.no-backup", problem: kept.problem };
  const removed = await removeSample(deps, listed, now, mayRemove);
  return removed.ok ? { ...removed, backup: kept.file } : removed;
}

/** Removes what was listed, in one transaction: the posts with their responses, then the people and series
 *  that nothing else uses, and mentions in the site's own texts. What was edited since the listing stays. If
 *  a listed post has a new response, nothing is removed, because that response is neither in the confirmed
 *  list nor in the backup. */
export async function removeSample(
  { db }: PublishingDeps,
  listed: SampleListing,
  now: Date,
  mayRemove = anyone,
): Promise<SampleRemoved> {
  return db.write(async (tx) => {
    if (!(await mayRemove(tx.db))) return { ok: false, reason: "sample.not-allowed" };
    if (await isBeingFilled(tx.db, now)) return { ok: false, reason: "sample.being-filled" };
    const listedPosts = new Map(listed.posts.map((post) => [post.id, post]));
    const posts = (await listSamplePosts(tx.db)).filter(({ id }) => listedPosts.has(id));
    // Compares the last number and not the count: one response may have come and another gone.
    if (posts.some(({ id, responseNumber }) => responseNumber !== listedPosts.get(id)?.responseNumber))
      return { ok: false, reason: "sample.answered" };
    const ids = (rows: { id: number }[]) => rows.map(({ id }) => id);
    const isLeft =
      posts.length > 0 ||
      (await isAnySamplePerson(tx.db, ids(listed.people))) ||
      (await isAnySampleSeries(tx.db, ids(listed.series))) ||
      (await listSamplePages(tx.db)).length > 0;
    const { length } = [...listed.posts, ...listed.people, ...listed.series, ...listed.pages];
    if (!isLeft && length > 0) return { ok: false, reason: "sample.gone" };
    if (!(await writeSettingsWithoutSample(tx, listed.settings)))
      return { ok: false, reason: "sample.settings-changed" };
    for (const { id } of posts) {
      const row = await findPostRow(tx.db, id);
      if (row) await deletePostIn(tx, row, now);
    }
    const people = await removeSamplePeople(tx, ids(listed.people));
    const series = await removeSampleSeries(tx, ids(listed.series));
    const pages = await removeSamplePages(tx, ids(listed.pages));
    return { ok: true, posts: posts.length, people, series, pages };
  });
}
