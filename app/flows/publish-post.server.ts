// Publishing, editing and deleting a post: text, lists and pingbacks in one transaction.

import { z } from "zod";
import { invalidateCommenters } from "~/comments/comments-by-person.server";
import { setLinks } from "~/links/link.server";
import type { RefusalReason } from "~/markdown/limits";
import type { RenderMarkdown } from "~/markdown/rendered";
import { findPersonIds } from "~/people/person.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { dequeue, enqueue } from "~/platform/jobs/jobs.server";
import type { PostInput } from "~/posts/post.schema";
import { findSlugOwner } from "~/posts/post-address.server";
import {
  erasePost,
  findPartOwner,
  findPostById,
  findPostRow,
  type GivenPost,
  hidePost,
  type PostRow,
  type PostState,
  setBylines,
  showPost,
  writePost,
} from "~/posts/post-commands.server";
import { ALL_SERIES_KEY, findSeriesId, partsKey } from "~/series/series.server";
import { monthOf } from "~/site/calendar";
import { readSite } from "~/site/site.server";
import { dateTags, fileUnder } from "~/tags/tag.server";
import { isPublished, isScheduled, postStatus } from "~/visibility/status";
import { followLinks, unfollowLinks } from "./follow-links.server";

export interface PublishingDeps {
  db: Database;
  render: RenderMarkdown;
}

export type PublishRefusal = {
  ok: false;
  reason:
    | RefusalReason
    | "post.not-found"
    | "post.out-already"
    | "post.is-another"
    | "post.slug-taken"
    | "person.not-found"
    | "series.not-found"
    | "series.part-taken";
  /** The refused part of the input: a handle, a slug. */
  what?: string;
};
export type PublishResult = { ok: true; postId: number } | PublishRefusal;

/** Publishes a new post with the date `now`. Its submitter is stored too, who may not be in the byline. */
export const publishPost = (deps: PublishingDeps, input: PostInput, now: Date, submitterId?: number) =>
  save(deps, null, input, () => postStatus.published, now, { submitterId });

/** Publishes a post of an archive with its own date, `at`. Its pingbacks are dated `now` if later responses
 *  exist. */
export const publishArchivedPost = (deps: PublishingDeps, input: PostInput, at: Date, now: Date) =>
  save(deps, null, input, () => postStatus.published, now, { datedAt: at });

/** Stores a new post for publication at `at`. */
export const schedulePost = (
  deps: PublishingDeps,
  input: PostInput,
  at: Date,
  now: Date,
  submitterId?: number,
) => save(deps, null, input, () => postStatus.scheduled, now, { scheduledFor: at, submitterId });

/** Stores a new post as a draft. */
export const draftPost = (deps: PublishingDeps, input: PostInput, now: Date, submitterId?: number) =>
  save(deps, null, input, () => postStatus.draft, now, { submitterId });

/** Publishes a draft, or edits a post that is published already. */
export const publishDraft = (deps: PublishingDeps, postId: number, input: PostInput, now: Date) =>
  save(deps, postId, input, () => postStatus.published, now);

/** Edits a post without changing its status. A former slug redirects to the new one for ever. */
export const editPost = (deps: PublishingDeps, postId: number, input: PostInput, now: Date) =>
  save(deps, postId, input, (before) => before?.status ?? postStatus.draft, now);

/** Edits a post and its date. A scheduled post is rescheduled, or published if the date is past; a published
 *  one changes its date; a draft stays without one. Refused if a published post would get a future date, or
 *  if `mayEdit`, called in the transaction, returns false. */
export const editPostAndDate = (
  deps: PublishingDeps,
  postId: number,
  input: PostInput,
  at: Date,
  now: Date,
  mayEdit: (before: GivenPost) => boolean = () => true,
) =>
  save(
    deps,
    postId,
    input,
    (before) =>
      before && isScheduled(before) && at <= now
        ? postStatus.published
        : (before?.status ?? postStatus.draft),
    now,
    { movedTo: at, mayEdit },
  );

/** Turns a published post into a draft: removes it from every list and its pingbacks from other posts. */
export const withdrawPost = (deps: PublishingDeps, postId: number, now: Date) =>
  end(deps, postId, now, async (tx, post) => {
    await hidePost(tx, post);
    await dateTags(tx, postId, null);
  });

/** Deletes a post with its responses, and its pingbacks on other posts. */
export const deletePost = (deps: PublishingDeps, postId: number, now: Date) =>
  end(deps, postId, now, discardPost);

/** Deletes a post in a larger transaction. */
export const deletePostIn = (tx: Transaction, post: PostRow, now: Date) =>
  endPost(tx, post, now, discardPost);

async function discardPost(tx: Transaction, post: PostRow) {
  await fileUnder(tx, post.id, [], null);
  await unfollowLinks(tx, post.id);
  await erasePost(tx, post);
}

interface SaveOptions {
  scheduledFor?: Date;
  /** The date of its first publication elsewhere. */
  datedAt?: Date;
  movedTo?: Date;
  mayEdit?: (before: GivenPost) => boolean;
  submitterId?: number | undefined;
}

async function save(
  { db, render }: PublishingDeps,
  postId: number | null,
  input: PostInput,
  statusAfter: (before: PostRow | null) => PostState["status"],
  now: Date,
  { scheduledFor, datedAt = now, movedTo, mayEdit, submitterId }: SaveOptions = {},
): Promise<PublishResult> {
  const text = await render(input.source, { kind: "post", summary: input.summary });
  if (!text.ok) return text;
  return db.write(async (tx) => {
    const before = postId === null ? null : await findPostRow(tx.db, postId);
    if (postId !== null && !before) return { ok: false, reason: "post.not-found" };
    if (before && isPublished(before) && movedTo && movedTo > now)
      return { ok: false, reason: "post.out-already" };
    const given = before && mayEdit ? await findPostById(tx.db, before.id) : null;
    if (given && !mayEdit?.(given)) return { ok: false, reason: "post.is-another" };
    const place = await findPlace(tx.db, postId, input);
    if (!place.ok) return place;

    const state = await stateAfter(tx.db, before, statusAfter(before), scheduledFor ?? datedAt, movedTo);
    const filed = { ...state, seriesId: place.seriesId };
    const id = await writePost(tx, before, input, text, filed, datedAt, submitterId ?? null);
    const isOut = isPublished(state);
    const listedAt = isOut ? state.publishedAt : null;
    await setBylines(tx, id, place, listedAt);
    await fileUnder(tx, id, input.tags, listedAt);
    invalidateSeries(tx, before?.seriesId, place.seriesId);
    // The comments below it are visible again, so the commenters' pages change.
    if (isOut && before && !isPublished(before)) await invalidateCommenters(tx, id);
    await setLinks(tx, { postId: id }, text.links);
    await followLinks(tx, id, isOut, now, datedAt);
    await schedulePublication(tx, id, state, now);
    return { ok: true, postId: id };
  });
}

/** Resolves a post's people and series, or refuses. */
async function findPlace(db: DatabaseClient, postId: number | null, input: PostInput) {
  const refuse = (reason: PublishRefusal["reason"], what: string): PublishRefusal => ({
    ok: false,
    reason,
    what,
  });
  const slugOwner = await findSlugOwner(db, input.slug);
  if (slugOwner !== null && slugOwner !== postId) return refuse("post.slug-taken", input.slug);

  const people = await findPersonIds(db, [...input.writers, ...input.presenters]);
  const missing = [...input.writers, ...input.presenters].find((handle) => !people.has(handle));
  if (missing !== undefined) return refuse("person.not-found", missing);
  const ids = (handles: string[]) => [...new Set(handles)].flatMap((handle) => people.get(handle) ?? []);

  const seriesId = input.series === undefined ? null : await findSeriesId(db, input.series);
  if (input.series !== undefined && seriesId === null) return refuse("series.not-found", input.series);
  if (seriesId !== null && input.part !== undefined) {
    const partOwner = await findPartOwner(db, seriesId, input.part);
    if (partOwner !== null && partOwner !== postId)
      return refuse("series.part-taken", `${input.series}, part ${input.part}`);
  }
  return {
    ok: true as const,
    writers: ids(input.writers), // A writer cannot be a presenter too.
    presenters: ids(input.presenters.filter((handle) => !input.writers.includes(handle))),
    seriesId,
  };
}

async function stateAfter(
  db: DatabaseClient,
  before: PostRow | null,
  status: PostState["status"],
  at: Date,
  movedTo?: Date,
): Promise<PostState> {
  if (status === postStatus.draft) return { status, publishedAt: null, month: null };
  const publishedAt = movedTo ?? (before?.status === status && before.publishedAt ? before.publishedAt : at);
  if (status === postStatus.scheduled) return { status, publishedAt, month: null };
  return { status, publishedAt, month: monthOf(publishedAt, (await readSite(db)).timeZone) };
}

/** A scheduled post is published by a job at its time; any other has none. */
async function schedulePublication(tx: Transaction, postId: number, state: PostState, now: Date) {
  const key = publicationKey(postId);
  if (isScheduled(state) && state.publishedAt)
    await enqueue(tx, publishDueJob, { postId }, { at: state.publishedAt, key, now });
  else await dequeue(tx, key);
}

const publicationKey = (postId: number) => `publish:${postId}`;

/** Publishes a scheduled post as last saved. The post is read in the transaction, because it may have been
 *  published, withdrawn or rescheduled meanwhile. */
export const publishDueJob = defineJob({
  kind: "publish-post",
  queue: "publishing",
  payload: z.object({ postId: z.number() }),
  describe: ({ postId }) => `post ${postId}`,
  async run({ db }: Pick<PublishingDeps, "db">, { postId }, now) {
    await db.write(async (tx) => {
      const post = await findPostRow(tx.db, postId);
      if (!post || !isScheduled(post) || !post.publishedAt || post.publishedAt > now) return;
      const { publishedAt } = post;
      const month = monthOf(publishedAt, (await readSite(tx.db)).timeZone);
      await showPost(tx, post, { publishedAt, month });
      await dateTags(tx, postId, publishedAt);
      invalidateSeries(tx, post.seriesId);
      await invalidateCommenters(tx, postId);
      // Its pingbacks come now, after what was said meanwhile, however late it is.
      await followLinks(tx, postId, true, now);
    });
  },
});

async function end(
  { db }: PublishingDeps,
  postId: number,
  now: Date,
  work: (tx: Transaction, post: PostRow) => Promise<void>,
): Promise<PublishResult> {
  return db.write(async (tx) => {
    const post = await findPostRow(tx.db, postId);
    if (!post) return { ok: false, reason: "post.not-found" };
    await endPost(tx, post, now, work);
    return { ok: true, postId };
  });
}

/** Undoes a post's effects elsewhere (pingbacks, job, part of a series), then runs `work`. */
export async function endPost(
  tx: Transaction,
  post: PostRow,
  now: Date,
  work: (tx: Transaction, post: PostRow) => Promise<void>,
): Promise<void> {
  await followLinks(tx, post.id, false, now);
  await dequeue(tx, publicationKey(post.id));
  await invalidateCommenters(tx, post.id);
  await work(tx, post);
  invalidateSeries(tx, post.seriesId);
}

function invalidateSeries(tx: Transaction, ...ids: (number | null | undefined)[]) {
  for (const id of ids) if (id != null) tx.invalidate(partsKey(id), ALL_SERIES_KEY);
}
