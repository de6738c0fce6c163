// The name of a book: a hash of everything that it holds. Another state of the site gives another name.

import { createHash } from "node:crypto";
import { countPublicPictures } from "~/media/visibility/public-pictures.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import type { BookKey } from "./book";
import type { BookContents } from "./contents/book-contents";
import { readBook } from "./contents/read-book.server";

/** Raised whenever the same contents give other files. Those of before are made again then. */
const BOOK_VERSION = 3;

const NAME_CHARS = 32;

export const nameOf = (contents: BookContents): string =>
  createHash("sha256")
    .update(JSON.stringify([BOOK_VERSION, contents]))
    .digest("hex")
    .slice(0, NAME_CHARS);

interface Deps {
  db: DatabaseClient;
  siteUrl: string;
  parts: KeptParts;
}

/** The name that a book would have now; null if it can't be made. It is remembered until something of it changes. */
export async function readBookName(deps: Deps, key: BookKey): Promise<string | null> {
  const part = `book:${key.kind}:${key.sourceId}:${key.withResponses}`;
  const { value } = await deps.parts.find(part, async () => {
    const read = await readBook(deps, key);
    const known = read.ok
      ? { name: nameOf(read.contents), hashes: Object.keys(read.contents.pictures) }
      : { name: null, hashes: [] };
    return { value: known, tags: read.tags };
  });
  // The pages that show a picture change a moment after it is removed (flows/media/), and the book may not have it meanwhile.
  const isWhole = (await countPublicPictures(deps.db, value.hashes)) === value.hashes.length;
  return isWhole ? value.name : null;
}
