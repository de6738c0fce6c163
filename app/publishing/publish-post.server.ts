// A post comes, changes and goes: its text, where it is filed, and the pingbacks that its links make, in one transaction.

import type { RefusalReason } from "~/markdown/limits";
import type { Link, RenderMarkdown } from "~/markdown/rendered";
import { findPersonIds } from "~/people/person.server";
import { setPingbacks } from "~/pingbacks/pingback.server";
import type { Database, Reader, Writer } from "~/platform/database/database.server";
import type { PostInput } from "~/posts/post.schema";
import { postKey } from "~/posts/post.server";
import {
  erasePost,
  findPartOwner,
  findPostRow,
  findSlugOwner,
  hidePost,
  type PostRow,
  type PostState,
  signPost,
  writePost,
} from "~/posts/post-commands.server";
import { responseAdded, responseRemoved } from "~/responses/responses.server";
import { ALL_SERIES_KEY, findSeriesId, partsKey } from "~/series/series.server";
import { monthOf } from "~/site/calendar";
import { readSite } from "~/site/site.server";
import { fileUnder, unlistTags } from "~/tags/tag.server";
import { findLinkTargets } from "./link-targets.server";

export interface PublishingMeans {
  db: Database;
  render: RenderMarkdown;
}

export type PublishRefusal = {
  ok: false;
  reason:
    | RefusalReason
    | "post.not-found"
    | "post.slug-taken"
    | "person.not-found"
    | "series.not-found"
    | "series.part-taken";
  /** What of the input was refused: a handle, a slug. */
  what?: string;
};
export type PublishResult = { ok: true; postId: number } | PublishRefusal;

/** Publishes a new post. `now` is its date. */
export const publishPost = (means: PublishingMeans, input: PostInput, now: Date) =>
  save(means, null, input, () => "published", now);

/** Keeps a new post to its writers. */
export const draftPost = (means: PublishingMeans, input: PostInput, now: Date) =>
  save(means, null, input, () => "draft", now);

/** Publishes a draft as it was last saved or, with a post that is out already, changes it in its place. */
export const publishDraft = (means: PublishingMeans, postId: number, input: PostInput, now: Date) =>
  save(means, postId, input, () => "published", now);

/** Changes a post, draft or published, which stays what it is. An old slug leads to the new one for ever. */
export const editPost = (means: PublishingMeans, postId: number, input: PostInput, now: Date) =>
  save(means, postId, input, (before) => (before?.status === "published" ? "published" : "draft"), now);

/** Takes a published post back to a draft: it leaves every list, and its pingbacks leave the posts that it links to. */
export const withdrawPost = (means: PublishingMeans, postId: number, now: Date) =>
  end(means, postId, now, async (tx, post) => {
    await hidePost(tx, post);
    await unlistTags(tx, postId);
  });

/** Removes a post for good, with its responses, and its pingbacks elsewhere. */
export const deletePost = (means: PublishingMeans, postId: number, now: Date) =>
  end(means, postId, now, async (tx, post) => {
    await fileUnder(tx, postId, [], null);
    await erasePost(tx, post);
  });

async function save(
  { db, render }: PublishingMeans,
  postId: number | null,
  input: PostInput,
  statusAfter: (before: PostRow | null) => PostState["status"],
  now: Date,
): Promise<PublishResult> {
  const text = await render(input.source, { kind: "post" });
  if (!text.ok) return text;
  return db.write(async (tx) => {
    const before = postId === null ? null : await findPostRow(tx.db, postId);
    if (postId !== null && !before) return { ok: false, reason: "post.not-found" };
    const place = await findPlace(tx.db, postId, input);
    if (!place.ok) return place;

    const state = await stateAfter(tx.db, before, statusAfter(before), now);
    const id = await writePost(tx, before, input, text, { ...state, seriesId: place.seriesId }, now);
    await signPost(tx, id, place, state.publishedAt);
    await fileUnder(tx, id, input.tags, state.publishedAt);
    announceSeries(tx, before?.seriesId, place.seriesId);
    await followLinks(tx, id, state.status === "published" ? text.links : [], now);
    return { ok: true, postId: id };
  });
}

/** Where a post is to stand: its people and its series, or why it can't. */
async function findPlace(db: Reader, postId: number | null, input: PostInput) {
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
    writers: ids(input.writers), // Who wrote a post can't introduce a guest in it.
    presenters: ids(input.presenters.filter((handle) => !input.writers.includes(handle))),
    seriesId,
  };
}

async function stateAfter(
  db: Reader,
  before: PostRow | null,
  status: PostState["status"],
  now: Date,
): Promise<PostState> {
  if (status === "draft") return { status, publishedAt: null, month: null };
  const publishedAt = before?.publishedAt ?? now;
  return { status, publishedAt, month: monthOf(publishedAt, (await readSite(db)).timeZone) };
}

/** Makes this post's pingbacks what its links say, and forgets the pages on which it stands as one. */
export async function followLinks(tx: Writer, postId: number, links: Link[], now: Date) {
  const targets = await findLinkTargets(tx.db, links);
  targets.delete(postId);
  for (const pingback of await setPingbacks(tx, postId, targets, now)) {
    if (pingback.change === "added") await responseAdded(tx, pingback.postId, pingback);
    else await responseRemoved(tx, pingback.postId, pingback.path);
  }
  tx.changed(...[...targets.keys()].map(postKey));
}

async function end(
  { db }: PublishingMeans,
  postId: number,
  now: Date,
  work: (tx: Writer, post: PostRow) => Promise<void>,
): Promise<PublishResult> {
  return db.write(async (tx) => {
    const post = await findPostRow(tx.db, postId);
    if (!post) return { ok: false, reason: "post.not-found" };
    await followLinks(tx, postId, [], now);
    await work(tx, post);
    announceSeries(tx, post.seriesId);
    return { ok: true, postId };
  });
}

function announceSeries(tx: Writer, ...ids: (number | null | undefined)[]) {
  for (const id of ids) if (id != null) tx.changed(partsKey(id), ALL_SERIES_KEY);
}
