import type { PersonName } from "~/posts/post";

/** A published post that links to a response. */
export interface Continuation {
  /** Of the post. */
  id: number;
  slug: string;
  title: string;
  /** Null for the site's. */
  language: string | null;
  writers: PersonName[];
}

/** The posts in which responses are continued, by the id of the response. */
export type Continuations = ReadonlyMap<number, readonly Continuation[]>;

/** Posts named at one response. What more link to it is cited everywhere, and each of them has its pingback. */
export const CONTINUATIONS_SHOWN = 5;
