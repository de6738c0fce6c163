// The documents of a book, for an e-book and for a page alike.

import { ownLanguage } from "~/design/own-language";
import type { PublicPicture } from "~/media/visibility/public-pictures.server";
import { asMarkup, type Markup, markup } from "~/platform/markup";
import type { BookContents } from "../contents/book-contents";
import type { Place } from "../text/book-places";

export interface BookDocument {
  /** Its file, without the ending. */
  name: string;
  title: string;
  /** What it is in a book, by the vocabulary of EPUB. */
  type: string;
  body: Markup;
}

/** An entry of the contents. */
export interface ContentsEntry {
  place: Place;
  title: Markup;
  below: ContentsEntry[];
}

/** How one form of a book writes addresses. */
export interface BookLook {
  addressOf(place: Place): string;
  pictureAddress(hash: string, picture: PublicPicture): string;
}

type SiteLanguage = Pick<BookContents["site"], "language">;

/** Attributes of a text in its own language. `xml:lang` is what readers of XML go by. */
export function languageOf(language: string | null, site: SiteLanguage): Markup {
  const { lang, dir } = ownLanguage(language, site.language);
  return lang === undefined ? markup` dir="${dir}"` : markup` lang="${lang}" xml:lang="${lang}" dir="${dir}"`;
}

/** A title in a line of another text. */
export const titleOf = (
  { title, language }: { title: string; language: string | null },
  site: SiteLanguage,
): Markup => markup`<bdi${languageOf(language, site)}>${title}</bdi>`;

/** "A, B and C". */
export const listNames = (people: { name: string }[]): Markup =>
  join(
    people.map(({ name }) => markup`<bdi>${name}</bdi>`),
    " and ",
  );

function join(all: Markup[], last: string): Markup {
  const html = all.map(
    (one, index) => (index === 0 ? "" : index === all.length - 1 ? last : ", ") + one.html,
  );
  return asMarkup(html.join(""));
}
