import { SENTENCE_CHARS } from "../limits";

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });
const ROOM = SENTENCE_CHARS - 2; // leaves room for an ellipsis on both sides

/** Returns the sentence of `line` that contains the characters from `start` to `end`. A sentence longer than
 *  SENTENCE_CHARS is cut around them. */
export function sentenceAround(line: string, start: number, end: number): string {
  // Segmenting a window keeps a thousand links in one huge paragraph linear.
  const from = Math.max(0, start - SENTENCE_CHARS);
  const segments = segmenter.segment(line.slice(from, end + SENTENCE_CHARS));
  const first = segments.containing(start - from);
  const last = segments.containing(Math.max(start, end - 1) - from);
  if (!first || !last) return "";
  const opens = from + first.index;
  const closes = from + last.index + last.segment.length;
  const sentence = line.slice(opens, closes).trimEnd();
  return sentence.length <= SENTENCE_CHARS ? sentence : cutAround(line, opens, closes, start, end);
}

function cutAround(line: string, opens: number, closes: number, start: number, end: number): string {
  const spare = Math.max(0, ROOM - (end - start));
  let left = Math.max(opens, start - Math.floor(spare / 2));
  const right = Math.min(closes, left + ROOM);
  left = Math.max(opens, Math.min(left, right - ROOM));
  let text = line.slice(left, right);
  if (left > opens)
    text = `…${text.slice(0, start - left).replace(/^\S*\s+/, "")}${text.slice(start - left)}`;
  if (right < closes) text = `${end < right ? text.replace(/\s+\S*$/, "") : text}…`;
  return text.trimEnd();
}
