// A map of how posts answer each other: of the newest posts, a tag or a series.

/** More points are a cloud in which nobody finds a post. */
export const MAX_POINTS = 300;

/** What a map shows. The key of its row. */
export type MapKey = "newest" | `tag:${number}` | `series:${number}`;

export interface MappedPost {
  id: number;
  slug: string;
  title: string;
  language: string | null;
  publishedAt: Date;
  responseCount: number;
  writers: { id: number; handle: string; name: string; status: string }[];
}

/** A later post that answers an earlier one, by their ids. */
export interface Answer {
  from: number;
  to: number;
}

/** The posts of a map, oldest first, and which of them answer which. */
export interface MapContents {
  posts: MappedPost[];
  answers: Answer[];
}

/** In units of the drawing. */
export interface Place {
  x: number;
  y: number;
}

export const WIDTH = 1_000;
export const HEIGHT = 560;
/** Room for the largest point, and for its label. */
export const MARGIN = 40;

/** The radius of a post's point: its area grows with the responses, up to a point that doesn't hide others. */
export const radiusOf = ({ responseCount }: { responseCount: number }): number =>
  Math.min(14, Math.round(10 * Math.sqrt(12 + 3 * responseCount)) / 10);
