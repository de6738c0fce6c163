/** Characters of a quote: more than anybody answers at once. */
const MAX_CHARS = 1_000;

/** A response quoted for the beginning of a reply, in Markdown. */
export function quoteResponse(source: string): string {
  const chars = [...source.trim()];
  const some =
    chars.length > MAX_CHARS ? `${chars.slice(0, MAX_CHARS).join("").trimEnd()} …` : chars.join("");
  return `${some
    .split(/\r\n?|\n/)
    .map((line) => (line.trim() ? `> ${line}` : ">"))
    .join("\n")}\n\n`;
}
