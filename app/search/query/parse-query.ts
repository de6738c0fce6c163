// Queries as people type them: words, "phrases", -without, beginnings* and filters such as tag:"public libraries".
// Whatever is typed is a query: what isn't understood is words.

import { storableText } from "~/platform/storable-text";
import {
  type Filter,
  OPERATORS,
  type Operator,
  type ParsedQuery,
  type QueryPart,
  type Term,
} from "../search";

/** Half a page of text; a longer one isn't typed. */
export const MAX_QUERY_CHARS = 1_000;
/** The longest sentence that somebody remembers. Each term costs a search of its own if nothing has all of them. */
export const MAX_TERMS = 32;
const MAX_FILTERS = 10;

const QUOTES = /[“”„‟«»＂]/g;
/** What no text has, and half a character, which databases refuse. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant.
const UNUSABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD]/g;

const PART = new RegExp(
  `(?<![^\\s"])(?<minus>-)?(?:(?<operator>${OPERATORS.join("|")})[:：])?(?:"(?<quoted>[^"]*)"?|(?<plain>[^\\s"]+))|(?<rest>[^\\s"]+)`,
  "giu",
);

const HAS_WORD = /[\p{L}\p{N}]/u;

export function parseQuery(typed: string): ParsedQuery {
  const clean = storableText(typed.slice(0, MAX_QUERY_CHARS).normalize("NFC"))
    .replace(UNUSABLE, " ")
    .replace(QUOTES, '"');
  const parts: QueryPart[] = [];
  let isCut = typed.length > MAX_QUERY_CHARS;
  const counts = { term: 0, filter: 0 };
  for (const { groups = {} } of clean.matchAll(PART)) {
    const part = readPart(groups);
    if (!part) continue;
    const isFull = counts[part.is] >= (part.is === "term" ? MAX_TERMS : MAX_FILTERS);
    if (isFull) isCut = true;
    else parts.push(part);
    counts[part.is]++;
  }
  return { parts, isCut };
}

function readPart({ minus, operator, quoted, plain, rest }: Record<string, string | undefined>) {
  const text = (quoted ?? plain ?? rest ?? "").trim();
  // Without a value it is a word.
  if (!HAS_WORD.test(text)) return operator ? term(operator, false, minus) : null;
  if (operator)
    return {
      is: "filter" as const,
      operator: operator.toLowerCase() as Operator,
      value: text,
      isExcluded: minus !== undefined,
    };
  return term(text, quoted !== undefined, minus);
}

const term = (text: string, isPhrase: boolean, minus: string | undefined) => ({
  is: "term" as const,
  text,
  isPhrase,
  isExcluded: minus !== undefined,
});

/** A query that is understood as these parts. */
export const formatQuery = (parts: readonly QueryPart[]): string =>
  parts
    .map((part) => {
      const minus = part.isExcluded ? "-" : "";
      if (part.is === "term") return `${minus}${part.isPhrase ? `"${part.text}"` : part.text}`;
      return `${minus}${part.operator}:${/[\s"]/.test(part.value) ? `"${part.value}"` : part.value}`;
    })
    .join(" ");

/** In the order of most queries that people type: filters are at the end. */
export const wordsFirst = (parts: readonly QueryPart[]): QueryPart[] => [
  ...parts.filter((part) => part.is === "term"),
  ...parts.filter((part) => part.is === "filter"),
];

export const termsOf = ({ parts }: ParsedQuery): Term[] => parts.filter((part) => part.is === "term");
export const filtersOf = ({ parts }: ParsedQuery): Filter[] => parts.filter((part) => part.is === "filter");
