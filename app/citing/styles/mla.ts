// MLA Handbook, 9th edition: sections 5.1 to 5.105 and 6.4 to 6.14.

import { markup } from "~/platform/markup";
import type { Citation } from "../citation";
import { shortDay } from "./days";
import { isolated } from "./isolated";
import { direct, inverted, isInverted, joinNames, short } from "./names";
import { siteName } from "./site-name";
import type { Style } from "./style";
import { ended, quotedHeadline } from "./titles";

export const mla: Style = {
  name: "MLA 9",
  cite: (citation) => {
    const { version, day, url } = citation;
    const facts = `${version === null ? "" : `version ${version}, `}${shortDay(day)}, ${url}.`;
    const writers = isolated(ended(allWriters(citation), "."));
    return [
      {
        place: "Works cited",
        text: markup`${writers} ${isolated(titleOf(citation))} ${siteName(citation, ",")} ${facts}`,
      },
      { place: "In the text", text: markup`(${isolated(shortWriters(citation))})` },
    ];
  },
};

/** A comment has no title, so that it is described: section 5.29. */
function titleOf({ title, language, comment }: Citation): string {
  const name = quotedHeadline(title, language, ".");
  return comment === null ? name : `Comment on ${name}`;
}

function allWriters({ writers }: Citation): string {
  const [first, second] = writers;
  if (!first) return "";
  if (!second) return inverted(first);
  if (writers.length > 2) return `${inverted(first)}, et al.`;
  return joinNames([inverted(first), direct(second)], "and", isInverted(first));
}

const shortWriters = ({ writers }: Citation): string =>
  writers.length > 2 ? `${writers.slice(0, 1).map(short)} et al.` : joinNames(writers.map(short), "and");
