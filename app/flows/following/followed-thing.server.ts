// Things that can be followed, by what their addresses say.

import { commentPath } from "~/comments/comment";
import { findToldResponse } from "~/comments/comment-news.server";
import { THINGS } from "~/following/following.schema";
import type { Thing } from "~/following/subscription.server";
import { personPath } from "~/people/person";
import { findPersonById } from "~/people/person.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { postPath } from "~/posts/post";
import { findToldPost } from "~/posts/post-news.server";
import { seriesPath } from "~/series/series";
import { findSeriesTitle } from "~/series/series.server";
import { readSite } from "~/site/site.server";
import { findTagById } from "~/tags/tag.server";
import { tagPath } from "~/tags/tag-list";

export interface FollowedThing extends Thing {
  name: string;
  path: string;
  /** The page whose feed brings the same, for feedPath(). */
  feedPath: string;
}

/** The thing at /follow/WHAT/ID; null if there is none that everyone can read. */
export async function findThing(db: DatabaseClient, what: string, id: number): Promise<FollowedThing | null> {
  const kind = THINGS.find((known) => known === what);
  if (!kind) return null;
  const place = await PLACES[kind](db, id);
  return place && { kind, id, feedPath: place.path, ...place };
}

type Place = { name: string; path: string; feedPath?: string } | null;

const PLACES: Record<Thing["kind"], (db: DatabaseClient, id: number) => Promise<Place>> = {
  async site(db, id) {
    return id === 0 ? { name: (await readSite(db)).name, path: "/" } : null;
  },
  async posts(db, id) {
    const post = await findToldPost(db, id);
    return post && { name: post.title, path: postPath(post.slug) };
  },
  async comments(db, id) {
    const comment = await findToldResponse(db, id);
    return (
      comment && {
        name: `response ${comment.number} to ${comment.post.title}`,
        path: commentPath(id),
        feedPath: postPath(comment.post.slug),
      }
    );
  },
  async series(db, id) {
    const series = await findSeriesTitle(db, id);
    return series && { name: series.title, path: seriesPath(series.slug) };
  },
  async tags(db, id) {
    const tag = await findTagById(db, id);
    return tag && { name: tag.name, path: tagPath(tag.slug) };
  },
  async people(db, id) {
    const person = await findPersonById(db, id);
    return person && { name: person.name, path: personPath(person.handle) };
  },
};
