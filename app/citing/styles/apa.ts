// Publication Manual of the American Psychological Association, 7th edition: sections 9.7 to 9.12 and 10.15.

import { markup } from "~/platform/markup";
import type { Citation } from "../citation";
import { monthAndDay } from "./days";
import { isolated } from "./isolated";
import { isInverted, joinNames, short, withInitials } from "./names";
import { printQuotes } from "./quotation-marks";
import { siteName } from "./site-name";
import type { Style } from "./style";
import { ended } from "./titles";

/** Of more, the first nineteen and the last are named. */
const MAX_NAMES = 20;

export const apa: Style = {
  name: "APA 7",
  cite: (citation) => [
    {
      place: "Reference list",
      text: markup`${isolated(ended(allWriters(citation), "."))} (${citation.day.year}, ${monthAndDay(citation.day)}). ${isolated(title(citation))} ${siteName(citation, ".")} ${citation.url}`,
    },
    { place: "In the text", text: markup`(${isolated(shortWriters(citation))}, ${citation.day.year})` },
  ],
};

function allWriters({ writers }: Citation): string {
  const names = writers.map(withInitials);
  if (names.length > MAX_NAMES) return `${names.slice(0, MAX_NAMES - 1).join(", ")}, … ${names.at(-1)}`;
  return joinNames(names, "&", writers[0] && isInverted(writers[0]));
}

const shortWriters = ({ writers }: Citation): string =>
  writers.length > 2 ? `${writers.slice(0, 1).map(short)} et al.` : joinNames(writers.map(short), "&");

/** As its writers have it: which words keep their capital in a sentence, no program knows. */
function title({ title, comment }: Citation): string {
  if (comment === null) return ended(printQuotes(title, 0), ".");
  return `${printQuotes(comment, 0)} [Comment on the blog post “${printQuotes(title, 1)}”].`.trimStart();
}
