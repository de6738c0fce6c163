// Posts for pages.

import type { Heading } from "~/markdown/rendered";
import type { NamedForCiting } from "~/people/cited-name/cited-name";
import type { Owned } from "~/people/policy";
import { isPublished } from "~/visibility/status";
import type { ReplyRules } from "./conversation/closing";

export interface PersonName {
  id: number;
  handle: string;
  name: string;
  /** "gone" for a deleted account, whose person has no page. */
  status: string;
}

export interface Byline {
  writers: PersonName[];
  /** Presenters of a guest: "by Ken, introduced by greyson". */
  presenters: PersonName[];
}

/** A post in a list. */
export interface PostSummary extends Byline {
  id: number;
  slug: string;
  title: string;
  summary: string;
  publishedAt: Date;
  responseCount: number;
  wordCount: number;
  /** Null for the site's. */
  language: string | null;
  tags: { id: number; slug: string; name: string }[];
  series: { id: number; slug: string; title: string; part: number } | null;
}

/** A post on its own page. */
export interface FiledPost extends PostSummary {
  writers: (PersonName & NamedForCiting)[];
  html: string;
  outline: Heading[];
  createdAt: Date;
  /** The last edit that readers are told of. */
  editedAt: Date | null;
  /** The last response number given. */
  responseNumber: number;
  isSample: boolean;
  /** A code of site/licence.ts; null for the site's licence. */
  licence: string | null;
  /** Whether search engines are asked to leave it out. */
  noindex: boolean;
  /** Whoever submitted it, not necessarily in the byline. */
  submitterId: number | null;
  replyRules: ReplyRules;
}

/** A post in its series' navigation. */
export interface SeriesPart {
  id: number;
  slug: string;
  title: string;
  language: string | null;
  part: number;
}

/** Whether a post was public and isn't now: it is withdrawn, also while it is scheduled to come out again. */
export const isHidden = (post: { status: string; withdrawnFrom: Date | null }): boolean =>
  post.withdrawnFrom !== null && !isPublished(post);

/** When a post was published, for lists in that order; null if it is not published. */
export const publishedAtOf = (post: { status: string; publishedAt: Date | null }): Date | null =>
  isPublished(post) ? post.publishedAt : null;

export const postPath = (slug: string) => `/posts/${slug}`;
/** Where a post's versions are listed. */
export const historyPath = (slug: string) => `${postPath(slug)}/history`;
/** The fixed address of a version. */
export const versionPath = (slug: string, number: number | string) => `${postPath(slug)}?version=${number}`;

/** Longer titles are cut in the subject of an e-mail, which mail programs cut anyway. */
const MAX_QUOTED_CHARS = 100;

/** A title in quotation marks, for the subject and the text of an e-mail. */
export function quoteTitle(title: string): string {
  const letters = [...title.trim()];
  const short =
    letters.length > MAX_QUOTED_CHARS ? `${letters.slice(0, MAX_QUOTED_CHARS).join("")}…` : title.trim();
  return `“${short || "Untitled draft"}”`;
}

/** The owners of a post for may(): its submitter and its writers. A presenter owns nothing. */
export function ownersOf({ submitterId, writers }: Pick<FiledPost, "submitterId" | "writers">): Owned {
  const ids = writers.map(({ id }) => id);
  return { ownerIds: submitterId === null ? ids : [...new Set([submitterId, ...ids])] };
}
