import type { PersonName } from "~/posts/post";

/** A pingback among the responses. */
export interface PingbackView {
  kind: "pingback";
  id: number;
  number: number;
  path: string;
  sentence: string;
  createdAt: Date;
  title: string;
  /** Of the title; null for the site's. */
  language: string | null;
  slug: string;
  writers: PersonName[];
}

/** Permanent URL of a pingback; it redirects to the page with the pingback. */
export const pingbackPath = (id: number) => `/pingbacks/${id}`;
export const pingbackAnchor = (id: number) => `pingback-${id}`;
