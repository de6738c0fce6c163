// The people, series and address that a post names.

import { findPersonIds } from "~/people/person.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { findSlugOwner } from "~/posts/address/post-address.server";
import type { PostInput } from "~/posts/post.schema";
import { findPartOwner } from "~/posts/post-commands.server";
import { findSeriesId } from "~/series/series.server";

export interface PlaceRefusal {
  ok: false;
  reason:
    | "post.slug-taken"
    | "person.not-found"
    | "presenter.not-found"
    | "series.not-found"
    | "series.part-taken";
  /** The refused part of the input: a handle, a slug. */
  what: string;
}

export interface PostPlace {
  ok: true;
  writers: number[];
  presenters: number[];
  seriesId: number | null;
}

/** Resolves a post's people and series, or refuses. */
export async function findPlace(
  db: DatabaseClient,
  postId: number | null,
  input: PostInput,
): Promise<PostPlace | PlaceRefusal> {
  const refuse = (reason: PlaceRefusal["reason"], what: string): PlaceRefusal => ({
    ok: false,
    reason,
    what,
  });
  const slugOwner = await findSlugOwner(db, input.slug);
  if (slugOwner !== null && slugOwner !== postId) return refuse("post.slug-taken", input.slug);

  const people = await findPersonIds(db, [...input.writers, ...input.presenters]);
  const isMissing = (handle: string) => !people.has(handle);
  const writer = input.writers.find(isMissing);
  if (writer !== undefined) return refuse("person.not-found", writer);
  const presenter = input.presenters.find(isMissing);
  if (presenter !== undefined) return refuse("presenter.not-found", presenter);
  const ids = (handles: string[]) => [...new Set(handles)].flatMap((handle) => people.get(handle) ?? []);

  const seriesId = input.series === undefined ? null : await findSeriesId(db, input.series);
  if (input.series !== undefined && seriesId === null) return refuse("series.not-found", input.series);
  if (seriesId !== null && input.part !== undefined) {
    const partOwner = await findPartOwner(db, seriesId, input.part);
    if (partOwner !== null && partOwner !== postId)
      return refuse("series.part-taken", `${input.series}, part ${input.part}`);
  }
  return {
    ok: true,
    writers: ids(input.writers), // A writer cannot be a presenter too.
    presenters: ids(input.presenters.filter((handle) => !input.writers.includes(handle))),
    seriesId,
  };
}
