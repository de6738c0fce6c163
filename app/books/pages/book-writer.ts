// Writes the texts of a book and their links.

import type { BookContents } from "../contents/book-contents";
import { cleanAddress } from "../text/book-attributes";
import { findPlace, placeAll, type TextPlace } from "../text/book-places";
import { type BookText, toBookText } from "../text/book-text";
import type { BookLook } from "./book-document";

export interface BookWriter {
  contents: BookContents;
  look: BookLook;
  places: ReturnType<typeof placeAll>;
  /** The address of a link that stands in a text; null if it can't be one. */
  linkTo(from: TextPlace, href: string): string | null;
  write(html: string, place: TextPlace, options: { takesNotes: boolean; rise: number }): BookText;
}

export function createWriter(contents: BookContents, look: BookLook, responsesADocument: number): BookWriter {
  const places = placeAll(contents, responsesADocument);
  const bySlug = new Map(contents.parts.map(({ slug, id }) => [slug, id]));
  const { url } = contents.site;

  function linkTo(from: TextPlace, href: string): string | null {
    const inBook = findPlace(places, bySlug, from, href);
    if (inBook) return look.addressOf(inBook);
    if (href.startsWith("#")) return cleanAddress(url + from.path + href);
    return cleanAddress(href.startsWith("/") ? url + href : href);
  }

  const picture = (hash: string) => {
    const found = contents.pictures[hash];
    if (!found) return null;
    const { width, height } = found;
    return { src: look.pictureAddress(hash, found), width, height };
  };

  return {
    ...{ contents, look, places, linkTo },
    write: (html, place, options) =>
      toBookText(html, {
        ...{ ...options, prefix: place.prefix, picture },
        linkTo: (href) => linkTo(place, href),
      }),
  };
}
