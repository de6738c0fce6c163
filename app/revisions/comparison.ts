// Two texts compared: first their paragraphs, then the words of those that differ.

import { diffArrays } from "diff";

/** A stretch of text that both have, or that one of them has. */
export interface Part {
  kind: "same" | "added" | "deleted";
  text: string;
}

/** Paragraphs that both texts have, or a passage that differs, word by word. */
export type Passage = { kind: "same"; paragraphs: string[] } | { kind: "changed"; parts: Part[] };

/** A text with its fields by their labels: title, summary. */
export interface Comparable {
  fields: Record<string, string>;
  source: string;
}

export interface Comparison {
  /** The fields that differ. */
  fields: { label: string; parts: Part[] }[];
  passages: Passage[];
  isSame: boolean;
}

/** Milliseconds for the search in one comparison, because other requests wait for it. A post with forty edits takes twenty. Where the time
 *  ends, whole paragraphs are shown as removed and added. */
const MAX_SEARCH_MS = 100;
/** Characters of a passage that is compared word by word. Longer ones have been written anew. */
const MAX_PASSAGE_CHARS = 40_000;
/** Share of a passage that must be the same for a comparison of its words: with less, scattered small words are hard to read. */
const MIN_SAME = 0.3;

/** The milliseconds that are left. */
type SearchTime = () => number;

/** The time for one comparison, or for all that one page shows. */
export function startSearch(): SearchTime {
  const end = performance.now() + MAX_SEARCH_MS;
  return () => Math.max(0, end - performance.now());
}

/** Compares two texts with their fields. */
export function compare(before: Comparable, after: Comparable): Comparison {
  const left = startSearch();
  const fields = Object.keys(after.fields)
    .map((label) => ({ label, from: before.fields[label] ?? "", to: after.fields[label] ?? "" }))
    .filter(({ from, to }) => from !== to)
    .map(({ label, from, to }) => ({ label, parts: compareLines(from, to, left) }));
  const passages = compareTexts(before.source, after.source, left);
  const isSame = fields.length === 0 && isSameText(passages);
  return { fields, passages, isSame };
}

export const isSameText = (passages: Passage[]): boolean => passages.every(({ kind }) => kind === "same");

/** Compares two texts by paragraphs, and by words where these differ. Empty lines, and spaces at the end of a line, make no difference. */
export function compareTexts(before: string, after: string, left = startSearch()): Passage[] {
  const passages: Passage[] = [];
  for (const { kind, items } of compareLists(splitParagraphs(before), splitParagraphs(after), left))
    if (kind === "same") passages.push({ kind, paragraphs: items });
    else {
      const text = items.join(BETWEEN);
      const last = passages.at(-1);
      if (last?.kind === "changed") last.parts.push({ kind, text });
      else passages.push({ kind: "changed", parts: [{ kind, text }] });
    }
  for (const passage of passages)
    if (passage.kind === "changed") passage.parts = compareWhole(passage.parts, left);
  return passages;
}

/** Compares two short texts, such as titles. */
const compareLines = (before: string, after: string, left: SearchTime): Part[] =>
  compareWhole(
    [
      { kind: "deleted", text: before },
      { kind: "added", text: after },
    ],
    left,
  );

const BETWEEN = "\n\n";

const splitParagraphs = (text: string): string[] =>
  text
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => paragraph.trimEnd())
    .filter((paragraph) => paragraph !== "");

interface Run {
  kind: Part["kind"];
  items: string[];
}

/** Where the time ends, everything is removed and added. */
function compareLists(before: string[], after: string[], left: SearchTime): Run[] {
  const comparator = (a: string, b: string) => a.trimEnd() === b.trimEnd();
  const found = diffArrays(before, after, { comparator, timeout: left() });
  if (!found)
    return [
      { kind: "deleted", items: before },
      { kind: "added", items: after },
    ];
  return found.map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "deleted" : "same",
    items: value,
  }));
}

/** The words of a passage, where enough of them stayed. */
function compareWhole(parts: Part[], left: SearchTime): Part[] {
  const before = textOf(parts, "deleted");
  const after = textOf(parts, "added");
  const whole: Part[] = [
    { kind: "deleted" as const, text: before },
    { kind: "added" as const, text: after },
  ].filter(({ text }) => text !== "");
  if (whole.length < 2 || before.length + after.length > MAX_PASSAGE_CHARS || left() === 0) return whole;
  const words = compareLists(splitWords(before), splitWords(after), left);
  const compared = joinNeighbours(words.map(({ kind, items }) => ({ kind, text: items.join("") })));
  const same = textOf(compared, "same").trim().length;
  return same < MIN_SAME * Math.min(before.length, after.length) ? whole : compared;
}

const textOf = (parts: Part[], kind: Part["kind"]) =>
  parts
    .filter((part) => part.kind === kind)
    .map(({ text }) => text)
    .join("");

/** Finds words in any language, also in one without spaces. */
const words = new Intl.Segmenter("en", { granularity: "word" });

/** Words with the space after them; a line break is one by itself. */
function splitWords(text: string): string[] {
  const found: string[] = [];
  for (const { segment } of words.segment(text)) {
    const isSpace = /^[^\S\n]+$/.test(segment);
    const last = found.at(-1);
    if (isSpace && last !== undefined && last !== "\n") found[found.length - 1] = last + segment;
    else if (/^\n+$/.test(segment)) found.push(..."\n".repeat(segment.length));
    else found.push(segment);
  }
  return found;
}

/** Puts changes together between which nothing but a space or a mark stays: "the old house" is easier to read than "the", "old", "house". */
function joinNeighbours(parts: Part[]): Part[] {
  const joined: Part[] = [];
  let removed = "";
  let added = "";
  const flush = () => {
    if (removed) joined.push({ kind: "deleted", text: removed });
    if (added) joined.push({ kind: "added", text: added });
    removed = "";
    added = "";
  };
  for (const [index, { kind, text }] of parts.entries()) {
    const isBetween = index < parts.length - 1 && (removed || added) && /^[\s\p{P}]{1,2}$/u.test(text);
    if (kind === "deleted") removed += text;
    else if (kind === "added") added += text;
    else if (isBetween && !text.includes("\n")) {
      removed += text;
      added += text;
    } else {
      flush();
      joined.push({ kind, text });
    }
  }
  flush();
  return joined;
}
