/** A text without the empty lines around it. Spaces before its first words stay: four of them make a listing. */
export const trimSource = (text: string): string =>
  text.trim() === "" ? "" : text.trimEnd().replace(/^(?:[ \t]*\r?\n)+/, "");
