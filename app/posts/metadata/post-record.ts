// What a post is, for programs that cite, embed or index it. All of its metadata is made from this one record.

import type { CitedPost, RecordedName } from "./cited-post";

export interface PostRecord extends CitedPost {
  description: string;
  /** The last edit that readers are told of. */
  editedAt: Date | null;
  picture: string | null;
  licence: string | null;
  tags: string[];
  series: RecordedName | null;
  responseCount: number;
  /** Comments on the page, in their order. */
  comments: { name: string; url: string; at: Date }[];
}

/** The path of the first picture in a post's HTML that was uploaded to the site. Others are elsewhere, and may change. */
export const firstPicture = (html: string): string | null =>
  /<img\b[^>]*\ssrc="(\/media\/[^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? null;
