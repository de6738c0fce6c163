// Passages of a comment's Markdown that a moderator may cut.

/** Stands in place of a passage, in the comment's Markdown: escaped, so that nothing around it makes a link of it. */
export const CUT_MARK = "\\[removed by a moderator\\]";

/** A source as it is compared with another: what readers see in place of a passage, without the marks that escape it. */
export const showCuts = (source: string): string =>
  source.replaceAll(CUT_MARK, CUT_MARK.replaceAll("\\", ""));

/** A sentence, or the part of one that stands on a line. */
export interface Piece {
  text: string;
  start: number;
  end: number;
}

/** What begins a line of a quotation, list or heading, and stays when the line is cut. */
const LINE_START = /^\s*(?:(?:>|[-*+]|\d+[.)]|#{1,6})\s+)*/;

/** The same in every language, so that a form's numbers stay those of the text. */
const sentences = new Intl.Segmenter("und", { granularity: "sentence" });

/** The pieces of a source that have words, in order. */
export function listPieces(source: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const line of source.split("\n")) {
    const from = LINE_START.exec(line)?.[0].length ?? 0;
    for (const { segment, index } of sentences.segment(line.slice(from))) {
      let start = at + from + index;
      // What an earlier cut left is nothing to choose.
      for (const part of segment.split(CUT_MARK)) {
        const text = part.trim();
        const begin = start + part.indexOf(text);
        if (/[\p{L}\p{N}]/u.test(text)) pieces.push({ text, start: begin, end: begin + text.length });
        start += part.length + CUT_MARK.length;
      }
    }
    at += line.length + 1;
  }
  return pieces;
}

/** Cuts these pieces out of the source that they are from. */
export function cutPieces(source: string, pieces: Piece[]): string {
  let cut = "";
  let at = 0;
  for (const { start, end } of pieces) {
    cut += source.slice(at, start) + CUT_MARK;
    at = end;
  }
  return joinMarks(cut + source.slice(at));
}

/** Cuts these words wherever a source has them, exactly. */
export const cutWords = (source: string, passages: string[]): string =>
  joinMarks(passages.reduce((text, words) => text.replaceAll(words, CUT_MARK), source));

/** Several passages in a row are one for readers. */
function joinMarks(source: string): string {
  const [first = "", ...others] = source.split(CUT_MARK);
  return others.reduce((text, next, index) => {
    const isBetween = next.trim() === "" && !next.includes("\n") && index < others.length - 1;
    return isBetween ? text : text + CUT_MARK + next;
  }, first);
}
