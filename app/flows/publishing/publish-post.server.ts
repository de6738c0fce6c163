// Publishing, editing and deleting a post: text, lists and pingbacks in one transaction.

import { invalidateCommenters } from "~/comments/by-person/comments-by-person.server";
import { setMentions } from "~/comments/references/mention.server";
import { setLinks } from "~/links/link.server";
import type { RefusalReason } from "~/markdown/limits";
import type { RenderMarkdown } from "~/markdown/rendered";
import { hasUses, keepUses, recordUses } from "~/media/use/media-use.server";
import { sealDisputedOn } from "~/moderation/disputes/disputes.server";
import { sealPost } from "~/moderation/disputes/sealed-versions.server";
import { forgetPost } from "~/moderation/spam/filter.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { PostInput } from "~/posts/post.schema";
import {
  erasePost,
  findPostById,
  findPostRow,
  type GivenPost,
  hidePost,
  type PostRow,
  type PostState,
  setBylines,
  writePost,
} from "~/posts/post-commands.server";
import { addRevision, listSources } from "~/revisions/revision.server";
import { fulfilAnnouncement } from "~/series/announced-parts.server";
import { invalidateParts } from "~/series/series.server";
import { monthOf } from "~/site/calendar";
import { readSite } from "~/site/site.server";
import { dateTags, fileUnder } from "~/tags/tag.server";
import { isPublished, isScheduled, postStatus } from "~/visibility/status";
import { tellOfPost } from "../following/tell-followers.server";
import { followLinks, followLinksTo, unfollowLinks } from "./follow-links.server";
import { type HubDeps, tellHubLater } from "./hub-news.server";
import { findPlace, type PlaceRefusal } from "./post-place.server";
import { cancelPublication, schedulePublication } from "./publication-job.server";

export interface PublishingDeps extends Pick<HubDeps, "hub"> {
  db: Database;
  render: RenderMarkdown;
}

export type PublishRefusal = {
  ok: false;
  reason: RefusalReason | PlaceRefusal["reason"] | "post.not-found" | "post.out-already" | "post.is-another";
  /** The refused part of the input: a handle, a slug. */
  what?: string;
};
export type PublishResult = { ok: true; postId: number } | PublishRefusal;

/** Publishes a new post with the date `now`. Its submitter is stored too, who may not be in the byline. */
export const publishPost = (deps: PublishingDeps, input: PostInput, now: Date, submitterId?: number) =>
  savePost(deps, null, input, () => postStatus.published, now, { submitterId });

/** Publishes a post of an archive with its own date, `at`. Its pingbacks are dated `now` if later responses
 *  exist. */
export const publishArchivedPost = (
  deps: PublishingDeps,
  input: PostInput,
  at: Date,
  now: Date,
  stored?: SaveOptions["stored"],
) => savePost(deps, null, input, () => postStatus.published, now, { datedAt: at, ...(stored && { stored }) });

/** Stores a new post for publication at `at`. */
export const schedulePost = (
  deps: PublishingDeps,
  input: PostInput,
  at: Date,
  now: Date,
  submitterId?: number,
  stored?: SaveOptions["stored"],
) =>
  savePost(deps, null, input, () => postStatus.scheduled, now, {
    ...{ scheduledFor: at, submitterId, ...(stored && { stored }) },
  });

/** Stores a new post as a draft. */
export const draftPost = (deps: PublishingDeps, input: PostInput, now: Date, submitterId?: number) =>
  savePost(deps, null, input, () => postStatus.draft, now, { submitterId });

/** Publishes a draft, or edits a post that is published already. */
export const publishDraft = (deps: PublishingDeps, postId: number, input: PostInput, now: Date) =>
  savePost(deps, postId, input, () => postStatus.published, now);

/** Edits a post without changing its status. A former slug redirects to the new one for ever. */
export const editPost = (deps: PublishingDeps, postId: number, input: PostInput, now: Date) =>
  savePost(deps, postId, input, (before) => before?.status ?? postStatus.draft, now);

/** Edits a post and its date. A scheduled post is rescheduled, or published if the date is past; a published
 *  one changes its date; a draft stays without one. Refused if a published post would get a future date, or by the
 *  options. */
export const editPostAndDate = <Refusal = never>(
  deps: PublishingDeps,
  postId: number,
  input: PostInput,
  at: Date,
  now: Date,
  options: Pick<SaveOptions<Refusal>, "mayEdit" | "check" | "stored" | "datedAt"> = {},
) =>
  savePost(
    deps,
    postId,
    input,
    (before) =>
      before && isScheduled(before) && at <= now
        ? postStatus.published
        : (before?.status ?? postStatus.draft),
    now,
    { movedTo: at, ...options },
  );

/** Withdraws a published post, or turns a scheduled one into a draft: removes it from every list and its pingbacks from other posts. */
export const withdrawPost = (deps: PublishingDeps, postId: number, now: Date) =>
  end(deps, postId, now, concealPost);

/** Withdraws a post in a larger transaction. */
export const withdrawPostIn = (tx: Transaction, post: PostRow, now: Date) =>
  endPost(tx, post, now, concealPost);

async function concealPost(tx: Transaction, post: PostRow) {
  await hidePost(tx, post);
  await dateTags(tx, post.id, null);
}

/** Deletes a post with its responses, and its pingbacks on other posts. */
export const deletePost = (deps: PublishingDeps, postId: number, now: Date) =>
  end(deps, postId, now, discardPost);

/** Deletes a post in a larger transaction. */
export const deletePostIn = (tx: Transaction, post: PostRow, now: Date) =>
  endPost(tx, post, now, discardPost);

async function discardPost(tx: Transaction, post: PostRow) {
  await fileUnder(tx, post.id, [], null);
  await unfollowLinks(tx, post.id);
  await sealDisputedOn(tx, post.id);
  await sealPost(tx, post.id);
  await forgetPost(tx, post.id);
  await erasePost(tx, post);
}

export interface SaveOptions<Refusal = never> {
  /** The time of publication of a scheduled post. */
  scheduledFor?: Date;
  /** The date of its first publication elsewhere. */
  datedAt?: Date;
  movedTo?: Date;
  /** Called in the transaction. If it returns false, the save is refused. */
  mayEdit?: (before: GivenPost) => boolean;
  /** Called first in the transaction; what it returns refuses the save. */
  check?: (tx: Transaction, before: PostRow | null) => Promise<Refusal | null>;
  /** Called last in the transaction. */
  stored?: (tx: Transaction, postId: number) => Promise<void>;
  submitterId?: number | undefined;
  /** Its publication sends no e-mail to followers; as it was chosen before, if it isn't given. */
  quiet?: boolean | undefined;
  /** Who makes this version; null for an import. */
  personId?: number | null;
}

/** Stores a post, with everything that follows from it, in one transaction. `statusAfter` decides its status from the post as it is
 *  stored then. */
export async function savePost<Refusal = never>(
  { db, render, hub }: PublishingDeps,
  postId: number | null,
  input: PostInput,
  statusAfter: (before: PostRow | null) => PostState["status"],
  now: Date,
  options: SaveOptions<Refusal> = {},
): Promise<PublishResult | Refusal> {
  const { scheduledFor, movedTo, mayEdit, check, stored, submitterId } = options;
  const text = await render(input.source, { kind: "post", summary: input.summary, mentions: "find" });
  if (!text.ok) return text;
  return db.write(async (tx) => {
    const before = postId === null ? null : await findPostRow(tx.db, postId);
    if (postId !== null && !before) return { ok: false, reason: "post.not-found" };
    const refusal = await check?.(tx, before);
    if (refusal) return refusal;
    if (before && isPublished(before) && movedTo && movedTo > now)
      return { ok: false, reason: "post.out-already" };
    const given = before && mayEdit ? await findPostById(tx.db, before.id) : null;
    if (given && !mayEdit?.(given)) return { ok: false, reason: "post.is-another" };
    const place = await findPlace(tx.db, postId, input);
    if (!place.ok) return place;

    const datedAt = options.datedAt ?? now;
    // A withdrawn post that comes back has its first date, by which it is cited and which its responses follow.
    const at = scheduledFor ?? options.datedAt ?? before?.withdrawnFrom ?? now;
    const state = await stateAfter(tx.db, before, statusAfter(before), at, movedTo);
    const quiet = options.quiet ?? before?.quiet ?? false;
    const filed = { ...state, quiet, seriesId: place.seriesId };
    const id = await writePost(tx, before, input, text, filed, datedAt, submitterId ?? null);
    const isOut = isPublished(state);
    const listedAt = isOut ? state.publishedAt : null;
    await setBylines(tx, id, place, listedAt);
    await fileUnder(tx, id, input.tags, listedAt);
    if (isOut) await fulfilAnnouncement(tx, { seriesId: place.seriesId, part: input.part });
    invalidateParts(tx, before?.seriesId, place.seriesId);
    // The comments below it are visible again, so the commenters' pages change.
    if (isOut && before && !isPublished(before)) await invalidateCommenters(tx, id);
    const resolved = await setLinks(tx, { postId: id }, text.links);
    await setMentions(tx, { postId: id }, text.mentions);
    await followLinks(tx, id, isOut, now, { datedAt, resolved });
    if (isOut && !(before && isPublished(before)))
      await followLinksTo(tx, { id, slug: input.slug }, listedAt ?? now, now);
    await schedulePublication(tx, id, state, now);
    const revised = { id, editedAt: before?.editedAt ?? null };
    // An import's version has the date of its post; one that somebody publishes here, the time.
    const revisedAt = options.personId === undefined ? datedAt : now;
    if (isOut) await addRevision(tx, revised, input, options.personId ?? submitterId ?? null, revisedAt);
    await recordUses(tx, { postId: id }, input.source, options.personId ?? null, { kept: true });
    if (await hasUses(tx.db, { postId: id }))
      await keepUses(tx, { postId: id }, [input.source, ...(await listSources(tx.db, id))]);
    // What an import publishes was published elsewhere before.
    if (isOut && options.personId !== undefined) {
      await tellHubLater(tx, { hub }, { postId: id, of: "post" }, now);
      if (!(before && isPublished(before))) await tellOfPost(tx, id, now);
    }
    await stored?.(tx, id);
    return { ok: true, postId: id };
  });
}

async function stateAfter(
  db: DatabaseClient,
  before: PostRow | null,
  status: PostState["status"],
  at: Date,
  movedTo?: Date,
): Promise<PostState> {
  if (status !== postStatus.scheduled && status !== postStatus.published)
    return { status, publishedAt: null, month: null };
  const publishedAt = movedTo ?? (before?.status === status && before.publishedAt ? before.publishedAt : at);
  if (status === postStatus.scheduled) return { status, publishedAt, month: null };
  return { status, publishedAt, month: monthOf(publishedAt, (await readSite(db)).timeZone) };
}

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
  await cancelPublication(tx, post.id);
  await invalidateCommenters(tx, post.id);
  await work(tx, post);
  invalidateParts(tx, post.seriesId);
}
