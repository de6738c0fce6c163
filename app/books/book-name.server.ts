// The name of a book: a hash of everything that it holds. Another state of the site gives another name.

import { createHash } from "node:crypto";
import { countPublicPictures } from "~/media/visibility/public-pictures.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import type { BookKey } from "./book";
import type { BookContents, BookRefusal } from "./contents/book-contents";
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
  const book = await keepBook(deps, key);
  if (!book.ok) return null;
  // The pages that show a picture change a moment after it is removed (flows/media/), and the book may not have it meanwhile.
  const isWhole = (await countPublicPictures(deps.db, book.hashes)) === book.hashes.length;
  return isWhole ? book.name : null;
}

/** Why a book can't be made now; null if it can. */
export async function readRefusal(deps: Deps, key: BookKey): Promise<BookRefusal["reason"] | null> {
  const book = await keepBook(deps, key);
  return book.ok ? null : book.reason;
}

async function keepBook(deps: Deps, key: BookKey) {
  const part = `book:${key.kind}:${key.sourceId}:${key.withResponses}`;
  const { value } = await deps.parts.find<{ ok: true; name: string; hashes: string[] } | BookRefusal>(
    part,
    async () => {
      const { tags, ...read } = await readBook(deps, key);
      if (!read.ok) return { value: read, tags };
      const { contents } = read;
      return { value: { ok: true, name: nameOf(contents), hashes: Object.keys(contents.pictures) }, tags };
    },
  );
  return value;
}
