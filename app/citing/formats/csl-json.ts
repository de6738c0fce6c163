// CSL-JSON 1.0 (https://github.com/citation-style-language/schema, csl-data.json), which citation processors read.

import type { CitedName } from "~/people/cited-name/cited-name";
import { titleOf } from "../citation";
import { type Format, oneLine } from "./format";

export const cslJson: Format = {
  name: "CSL-JSON",
  readBy: "Zotero, Pandoc, citation processors",
  type: "application/vnd.citationstyles.csl+json",
  ending: ".json",
  write: (citation) => {
    const { key, writers, day, url, language, version, site } = citation;
    const item = {
      id: key,
      type: "post-weblog",
      title: oneLine(titleOf(citation)),
      author: writers.map(toName),
      "container-title": oneLine(site),
      issued: { "date-parts": [[day.year, day.month, day.day]] },
      URL: url,
      language,
      ...(version !== null && { version: String(version) }),
    };
    return `${JSON.stringify([item], null, 2)}\n`;
  },
};

const toName = (name: CitedName) =>
  "whole" in name
    ? { literal: oneLine(name.whole) }
    : { family: oneLine(name.family), given: oneLine(name.given) };
