// What a citation of a post or of a comment says. All styles and formats are made from it.

import type { CitedComment } from "~/comments/cited-comment.server";
import { commentPath } from "~/comments/comment";
import type { CitedName } from "~/people/cited-name/cited-name";
import type { CitedPost } from "~/posts/metadata/cited-post";
import { localTime } from "~/site/calendar";
import { firstWords } from "./first-words";

export interface Citation {
  /** Names it in a bibliography, and its files: letters, digits and hyphens. */
  key: string;
  url: string;
  writers: CitedName[];
  /** Of the post, also if a comment on it is cited. */
  title: string;
  /** In which the title is. */
  language: string;
  /** The beginning of a comment; "" if it has no words. Null for a post. */
  comment: string | null;
  version: number | null;
  /** In the site's time zone; `month` from 1. */
  day: { year: number; month: number; day: number };
  site: string;
}

export function citePost({ slug, version, ...post }: CitedPost): Citation {
  const { url, title, language, writers, publishedAt, site } = post;
  return {
    key: version === null ? slug : `${slug}-version-${version}`,
    ...{ url, title, language, version, comment: null },
    writers: writers.map(({ cited }) => cited),
    day: dayIn(publishedAt, site.timeZone),
    site: site.name,
  };
}

/** A comment has its own writer, day and address, and its post's title. */
export function citeComment(comment: CitedComment, post: CitedPost): Citation {
  const { key, writers, day, url } = citePost(asPost(comment, post));
  return {
    ...citePost(post),
    key: `${key}-comment-${comment.id}`,
    writers,
    day,
    url,
    comment: firstWords(comment.excerpt),
  };
}

/** A comment as programs without a kind for it cite it. */
export const asPost = ({ id, name, cited, createdAt }: CitedComment, post: CitedPost): CitedPost => ({
  ...post,
  url: post.site.url + commentPath(id),
  title: commentTitle(post.title),
  writers: [{ name, cited }],
  publishedAt: createdAt,
});

const commentTitle = (title: string): string => `Comment on “${title}”`;

/** What is cited, for programs: a comment has no title of its own. */
export const titleOf = ({ comment, title }: Citation): string =>
  comment === null ? title : commentTitle(title);

function dayIn(at: Date, timeZone: string): Citation["day"] {
  const [year = 0, month = 0, day = 0] = localTime(at, timeZone).slice(0, 10).split("-").map(Number);
  return { year, month, day };
}
