// The Chicago Manual of Style, 18th edition (2024), both of its systems: sections 8.160 (capitals), 13.23 and 13.78 (names).

import { type Markup, markup } from "~/platform/markup";
import type { Citation } from "../citation";
import { americanDay, monthAndDay } from "./days";
import { isolated } from "./isolated";
import { direct, inverted, isInverted, joinNames, short } from "./names";
import { siteName } from "./site-name";
import type { Style } from "./style";
import { ended, quotedHeadline } from "./titles";

/** Of more, a list of works names the first three, and a note or a text the first. */
const MAX_LISTED = 6;
const LISTED_OF_MORE = 3;
const MAX_NOTED = 2;

/** Longer prepositions have a capital, as in "Much Ado About Nothing". */
const MAX_SMALL_CHARS = 4;

export const chicagoNotes: Style = {
  name: "Chicago 18, notes and bibliography",
  cite: (citation) => {
    const { writers, comment } = citation;
    const first = comment === null ? title(citation, ",") : `comment on ${title(citation, ",")}`;
    return [
      {
        place: "Note",
        text: markup`${isolated(fewWriters(writers.map(direct)))}, ${isolated(first)} ${blog(citation)}, ${americanDay(citation.day)}, ${citation.url}.`,
      },
      {
        place: "Bibliography",
        text: markup`${isolated(listed(citation))} ${isolated(work(citation))} ${blog(citation)}, ${americanDay(citation.day)}. ${citation.url}.`,
      },
    ];
  },
};

export const chicagoAuthorDate: Style = {
  name: "Chicago 18, author-date",
  cite: (citation) => {
    const { writers, day, url } = citation;
    return [
      {
        place: "Reference list",
        text: markup`${isolated(listed(citation))} ${day.year}. ${isolated(work(citation))} ${blog(citation)}, ${monthAndDay(day)}. ${url}.`,
      },
      { place: "In the text", text: markup`(${isolated(fewWriters(writers.map(short)))} ${day.year})` },
    ];
  },
};

function listed({ writers }: Citation): string {
  const names = writers.map((name, index) => (index === 0 ? inverted(name) : direct(name)));
  if (names.length > MAX_LISTED) return `${names.slice(0, LISTED_OF_MORE).join(", ")}, et al.`;
  return ended(joinNames(names, "and", writers[0] && isInverted(writers[0])), ".");
}

const fewWriters = (names: string[]): string =>
  names.length > MAX_NOTED ? `${names[0]} et al.` : joinNames(names, "and");

const work = (citation: Citation): string =>
  citation.comment === null ? title(citation, ".") : `Comment on ${title(citation, ".")}`;

const title = ({ title, language }: Citation, mark: "." | ","): string =>
  quotedHeadline(title, language, mark, MAX_SMALL_CHARS);

const blog = (citation: Citation): Markup => markup`${siteName(citation, "", MAX_SMALL_CHARS)} (blog)`;
