import { commentPath } from "../comment";

/** Characters of a quote: more than anybody answers at once. */
export const MAX_QUOTE_CHARS = 1_000;

/** A response quoted for the beginning of a reply, in Markdown. Its first line says where the words come from: a link, which is shown with the name
 *  that the writer has then, and says what it says wherever else the Markdown is read. */
export function quoteResponse(source: string, { id, number }: { id: number; number: number | null }): string {
  const chars = [...source.trim()];
  const some =
    chars.length > MAX_QUOTE_CHARS
      ? `${chars.slice(0, MAX_QUOTE_CHARS).join("").trimEnd()} …`
      : chars.join("");
  const words = some.split(/\r\n?|\n/).map((line) => (line.trim() ? `> ${line}` : ">"));
  return `${[attributionOf(`#${number ?? id}`, commentPath(id)), ">", ...words].join("\n")}\n\n`;
}

/** The first line of a quote. */
export const attributionOf = (label: string, path: string) =>
  `> [${label.replace(/[\\[\]]/g, "\\$&")}](${path}):`;
