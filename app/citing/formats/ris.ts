// RIS, as Research Information Systems described it: a tag of two characters, two spaces, a hyphen, a space and a line for each field, with
// the type first and ER last. Lines end as on Windows, which all readers accept.

import { sortedName } from "~/people/cited-name/cited-name";
import { titleOf } from "../citation";
import { dateBy, type Format, oneLine } from "./format";

export const ris: Format = {
  name: "RIS",
  readBy: "Zotero, EndNote, Mendeley",
  type: "application/x-research-info-systems",
  ending: ".ris",
  write: (citation) => {
    const fields: [tag: string, text: string][] = [
      ["TY", "BLOG"],
      ...citation.writers.map((name): [string, string] => ["AU", sortedName(name)]),
      ["TI", titleOf(citation)],
      ["T2", citation.site],
      ["PY", String(citation.day.year)],
      ["DA", dateBy(citation.day, "/")],
      ["LA", citation.language],
      ["UR", citation.url],
      ["ER", ""],
    ];
    return fields.map(([tag, text]) => `${tag}  - ${oneLine(text)}\r\n`).join("");
  },
};
