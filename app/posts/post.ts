// The shapes in which posts travel to pages.

import type { Heading } from "~/markdown/rendered";

export interface PersonName {
  id: number;
  handle: string;
  name: string;
  /** "gone" for who has left, and has no page. */
  status: string;
}

export interface Byline {
  writers: PersonName[];
  /** Who presents a guest: "by Ken, introduced by greyson". */
  presenters: PersonName[];
}

/** A post as lists show it. */
export interface PostSummary extends Byline {
  id: number;
  slug: string;
  title: string;
  summary: string;
  publishedAt: Date;
  responseCount: number;
  wordCount: number;
  tags: { id: number; slug: string; name: string }[];
  series: { id: number; slug: string; title: string; part: number } | null;
}

/** A post as its own page shows it. */
export interface FiledPost extends PostSummary {
  html: string;
  outline: Heading[];
  updatedAt: Date;
  /** The last number given to a response. */
  responseNumber: number;
  isSample: boolean;
}

/** A post as the way through its series shows it. */
export interface SeriesPart {
  id: number;
  slug: string;
  title: string;
  part: number;
}

export const postPath = (slug: string) => `/posts/${slug}`;
