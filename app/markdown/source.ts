/** Removes blank lines around a text. Indentation of the first line stays, because four spaces begin a code
 *  block. */
export const trimSource = (text: string): string =>
  text.trim() === "" ? "" : text.trimEnd().replace(/^(?:[ \t]*\r?\n)+/, "");
