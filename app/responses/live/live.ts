// What a page that is left open is told: which responses its post has got since.

import { readRowId } from "~/platform/database/rows/row-id";

export const LIVE_PATH = "/live";

/** A browser has one stream for all its windows. */
export const MAX_POSTS = 10;
/** Of one post, told at once. A page that was away for longer says that there are more. */
export const MAX_TOLD = 50;

/** A new response: its number, and its address. */
export type NewResponse = [number: number, path: string];

/** By the posts' ids. */
export type News = Record<number, NewResponse[]>;

/** A post that a page shows, with the highest number of a response that it knows. */
export interface Watched {
  postId: number;
  after: number;
}

/** What a page watches, for its script: "12.45". */
export const watchedBy = ({ id, responseNumber }: { id: number; responseNumber: number }) =>
  `${id}.${responseNumber}`;

/** Reads `post=12.45&post=14.0`: ids and numbers. Null if one is none, or there are too many or none at all. */
export function readWatched(query: URLSearchParams): Watched[] | null {
  const given = query.getAll("post");
  if (given.length === 0 || given.length > MAX_POSTS) return null;
  const watched = given.map((one) => {
    const [id = "", number = "", ...more] = one.split(".");
    const postId = readRowId(id);
    const after = number === "0" ? 0 : readRowId(number);
    return postId === null || after === null || more.length > 0 ? null : { postId, after };
  });
  return watched.every((one) => one !== null) ? watched : null;
}
