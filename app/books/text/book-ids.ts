// Ids of a book. Each text has its own, and all stand in one book: each gets the prefix of its text.

/** Letters of any script may stand in an id of HTML; in one of XML that every program reads, these. */
const PLAIN = /[^A-Za-z0-9-]/gu;

/** The id that a text's own id has in the book. Two never become one. */
export const bookId = (prefix: string, id: string): string =>
  prefix + id.replace(PLAIN, (letter) => `_${letter.codePointAt(0)?.toString(16)}_`);

const ID = / id="([^"]*)"/g;

/** The ids in a stored text. */
export const idsIn = (html: string): Set<string> => new Set([...html.matchAll(ID)].map(([, id = ""]) => id));

/** Where the notes of a stored text begin; its length if it has none. They are its only section. */
export function notesStart(html: string): number {
  const start = html.lastIndexOf("<section ");
  return start < 0 ? html.length : start;
}
