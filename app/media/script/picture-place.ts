// Where a picture goes in a text: it gets a paragraph of its own and splits none.

export interface Insertion {
  from: number;
  insert: string;
  /** What is typed at this place comes after the picture. */
  isBefore: boolean;
}

/** The place nearest to a position: the position itself in an empty line and before a paragraph, otherwise the end of its paragraph. */
export function placeOf(text: string, at: number): number {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  if (lineFrom(text, start).trim() === "") return start;
  if (at === start && isAfterEmptyLine(text, start)) return at;
  const end = text.slice(at).search(/\n[ \t]*(?:\n|$)/);
  return end < 0 ? text.length : at + end;
}

const PICTURES = /^(?:\s*!\[[^\]\n]*\]\([^)\n]*\)[ \t]*(?=\n|$))+/;

/** The end of the pictures that follow the paragraph at a position, so that the next one comes after them. */
export function placeAfterPictures(text: string, at: number): number {
  const place = placeOf(text, at);
  return place + (PICTURES.exec(text.slice(place))?.[0].length ?? 0);
}

export function insertionOf(text: string, at: number, markdown: string): Insertion {
  const from = placeOf(text, at);
  const isBefore = from === text.lastIndexOf("\n", from - 1) + 1;
  if (!isBefore) return { from, isBefore, insert: `\n\n${markdown}` };
  const gap = isAfterEmptyLine(text, from) ? "" : "\n";
  return { from, isBefore, insert: `${gap}${markdown}\n\n` };
}

/** Where a position is after a text was changed in one place. A position at the change stays before it. */
export function moveWith(before: string, after: string, at: number): number {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same++;
  if (at <= same) return at;
  let tail = 0;
  while (tail < shorter - same && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return at >= before.length - tail ? at + after.length - before.length : same;
}

const lineFrom = (text: string, start: number): string => {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? undefined : end);
};

const isAfterEmptyLine = (text: string, start: number): boolean =>
  start === 0 || lineFrom(text, text.lastIndexOf("\n", start - 2) + 1).trim() === "";
