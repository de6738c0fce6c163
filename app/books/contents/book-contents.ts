// What stands in a book, as it was read from the database.

import type { PublicPicture } from "~/media/visibility/public-pictures.server";
import type { FiledPost, PersonName } from "~/posts/post";
import type { ThreadItem } from "~/responses/response";
import type { Licence } from "~/site/licence";
import type { BookSource } from "../book";

export interface BookContents {
  source: BookSource;
  /** Never changes: the same book with other contents is a new release of it. */
  id: string;
  withResponses: boolean;
  site: { name: string; language: string; timeZone: string; url: string; licence: Licence | null };
  /** Introduction of the series, or the description of the tag. */
  introHtml: string;
  /** Posts that the source has, of which a book has at most MAX_POSTS. */
  total: number;
  /** How many of these their writers keep off search engines: they are read on the site alone. */
  keptOff: number;
  parts: BookPart[];
  /** Each picture in the width in which the book has it, by the hash in its address. */
  pictures: Record<string, PublicPicture>;
}

export interface BookPart {
  id: number;
  slug: string;
  title: string;
  /** Null for the site's. */
  language: string | null;
  /** In its series; null if the book is of a tag. */
  part: number | null;
  writers: FiledPost["writers"];
  presenters: PersonName[];
  publishedAt: Date;
  /** When its text was last changed. */
  changedAt: Date;
  version: number;
  licence: Licence | null;
  html: string;
  responses: BookResponse[];
}

/** A response; or the place of one that its writer doesn't want to be quoted elsewhere, without its text. */
export type BookResponse = ThreadItem & { isLeftOut?: true };

export type BookRefusal = {
  ok: false;
  reason: "book.nothing" | "book.too-many-responses" | "book.too-long";
};

/** Responses that can be read, without the places of others. */
export const countReadable = (responses: ThreadItem[]): number =>
  responses.filter((one) => one.kind === "pingback" || one.placeholder === null).length;

/** The date of the newest thing in a book. */
export function changedAt({ parts }: Pick<BookContents, "parts">): Date {
  const dates = parts.flatMap((part) => [
    part.changedAt,
    part.publishedAt,
    ...part.responses.flatMap((one) => [one.createdAt, "editedAt" in one ? one.editedAt : null]),
  ]);
  return new Date(Math.max(0, ...dates.flatMap((date) => date?.getTime() ?? [])));
}
