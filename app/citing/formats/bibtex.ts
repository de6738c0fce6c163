// BibTeX, as `@misc`, which every style of it knows.

import type { CitedName } from "~/people/cited-name/cited-name";
import { titleOf } from "../citation";
import { type Format, oneLine } from "./format";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

export const bibtex: Format = {
  name: "BibTeX",
  readBy: "LaTeX, JabRef, Zotero",
  type: "application/x-bibtex",
  ending: ".bib",
  write: (citation) => {
    const { key, writers, day, url, language, version, site } = citation;
    const fields: [name: string, value: string][] = [
      ["author", `{${writers.map(toName).join(" and ")}}`],
      // In two pairs of braces no style changes its capitals.
      ["title", `{{${forLatex(titleOf(citation))}}}`],
      ["howpublished", `{${forLatex(site)}}`],
      ["year", `{${day.year}}`],
      ["month", MONTHS[day.month - 1] ?? ""],
      ["day", `{${day.day}}`],
      ["url", `{${url}}`],
      ["language", `{${forLatex(language)}}`],
      ...(version === null ? [] : [["note", `{Version ${version}}`] as [string, string]]),
    ];
    return `@misc{${key},\n${fields.map(([name, value]) => `  ${name} = ${value}`).join(",\n")}\n}\n`;
  },
};

const toName = (name: CitedName): string =>
  "whole" in name
    ? `{${forLatex(name.whole)}}`
    : `${inOnePiece(name.family)}, ${inOnePiece(name.given, /,| and /)}`;

/** In braces BibTeX neither divides a name, nor takes its "and" or its comma for the end of one. */
const inOnePiece = (part: string, divides = /[, ]/): string =>
  divides.test(part) ? `{${forLatex(part)}}` : forLatex(part);

/** The characters that LaTeX gives a meaning. Single braces would end the field, even behind a backslash. */
const forLatex = (text: string): string =>
  oneLine(text).replace(/[\\{}$&#%_^~<>|]/g, (sign) => ESCAPES[sign] ?? `\\${sign}`);

const ESCAPES: Record<string, string> = {
  "\\": "{\\textbackslash}",
  "{": "{\\textbraceleft}",
  "}": "{\\textbraceright}",
  "^": "{\\textasciicircum}",
  "~": "{\\textasciitilde}",
  "<": "{\\textless}",
  ">": "{\\textgreater}",
  "|": "{\\textbar}",
};
