// Notes on a draft.

/** Whether a passage stands in a text. Formatting, spaces and the forms of quotation marks and dashes don't count, because people copy it
 *  from the text as it is read as often as from its Markdown. */
export const hasPassage = (source: string, passage: string): boolean =>
  source.includes(passage.trim()) || reduce(source).includes(reduce(passage));

/** A link's text and address are bounded, so that a hostile text costs no more than its length. */
const LINK = /!?\[([^[\]]{0,1000})\]\([^()\s]{0,2000}(?:\s"[^"]{0,200}")?\)/g;

const reduce = (text: string): string =>
  text
    .replace(LINK, "$1")
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’‚]/g, "'")
    .replace(/[–—]|-{2,3}/g, "-")
    .replace(/\.\.\./g, "…")
    .replace(/[*_`~>#\\]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
