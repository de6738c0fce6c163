// The Chicago Manual of Style, 17th edition: sections 14.205 to 14.209 and 15.51, both of its systems.

import { type Markup, markup } from "~/platform/markup";
import type { Citation } from "../citation";
import { americanDay } from "./days";
import { isolated } from "./isolated";
import { direct, inverted, isInverted, joinNames, short } from "./names";
import { siteName } from "./site-name";
import type { Style } from "./style";
import { ended, quotedHeadline } from "./titles";

/** Of more, a list of works names the first seven, and a note or a text the first. */
const MAX_LISTED = 10;
const LISTED_OF_MORE = 7;
const MAX_NOTED = 3;

export const chicagoNotes: Style = {
  name: "Chicago 17, notes and bibliography",
  cite: (citation) => {
    const { writers, comment } = citation;
    const first = comment === null ? title(citation, ",") : `comment on ${title(citation, ",")}`;
    return [
      {
        place: "Note",
        text: markup`${isolated(fewWriters(writers.map(direct)))}, ${isolated(first)} ${blog(citation)}, ${published(citation, ",")}`,
      },
      {
        place: "Bibliography",
        text: markup`${isolated(listed(citation))} ${isolated(work(citation))} ${blog(citation)}, ${published(citation, ".")}`,
      },
    ];
  },
};

export const chicagoAuthorDate: Style = {
  name: "Chicago 17, author-date",
  cite: (citation) => {
    const { writers, day } = citation;
    return [
      {
        place: "Reference list",
        text: markup`${isolated(listed(citation))} ${day.year}. ${isolated(work(citation))} ${blog(citation)}. ${published(citation, ".")}`,
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
  quotedHeadline(title, language, mark);

const blog = (citation: Citation): Markup => markup`${siteName(citation, "")} (blog)`;

const published = ({ day, url }: Citation, mark: "." | ","): string => `${americanDay(day)}${mark} ${url}.`;
