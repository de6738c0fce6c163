// Books: the posts of a series or a tag as one e-book, or as one page for print.

import { seriesPath } from "~/series/series";
import { tagPath } from "~/tags/tag-list";

export type BookKind = "series" | "tag";

/** The series or the tag that a book is made of. */
export interface BookSource {
  kind: BookKind;
  id: number;
  slug: string;
  title: string;
}

/** Which book of a source: the posts alone, or with their responses. */
export interface BookKey {
  kind: BookKind;
  sourceId: number;
  withResponses: boolean;
}

export const keyOf = ({ kind, id }: Pick<BookSource, "kind" | "id">, withResponses: boolean): BookKey => ({
  ...{ kind, sourceId: id, withResponses },
});

/** As addresses have it: a tag may have letters of any script. */
export const sourcePath = ({ kind, slug }: Pick<BookSource, "kind" | "slug">): string =>
  encodeURI(kind === "series" ? seriesPath(slug) : tagPath(slug));

type Placed = Pick<BookSource, "kind" | "slug">;

/** The page where readers choose what to read offline. */
export const readerPath = (source: Placed) => `${sourcePath(source)}/reader`;

/** One long page of all. */
export const printPath = (source: Placed, withResponses: boolean) =>
  `${sourcePath(source)}/print${withResponses ? "?responses=with" : ""}`;

/** The file of a book. Its name says what it holds: another state has another address. */
export const bookFilePath = (source: Placed, name: string) => `${readerPath(source)}/${name}.epub`;

/** Stored in place of a refusal: a book that could be made, but wasn't. */
export const FAILED = "book.failed";

/** A book's name: half of a SHA-256. */
export const BOOK_NAME = /^[0-9a-f]{32}$/;

/** Key of its file in the store. */
export const keyInStore = (name: string): string => `${name}.epub`;
