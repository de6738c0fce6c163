const PARAGRAPHS = /\n[ \t]*(?:\n[ \t]*)+/;
/** Characters that HTML cannot represent: control characters and unpaired surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove.
const UNSHOWABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/gu;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/** Safe between tags only: quotation marks are not escaped. */
const escapeText = (text: string) => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** Fallback for a text that cannot be rendered: safe HTML that shows the source as plain paragraphs with line
 *  breaks, without interpreting Markdown or HTML. The result is at most nine times as long as the source. */
export function showAsTyped(source: string): string {
  const paragraphs = source.replace(/\r\n?/g, "\n").replace(UNSHOWABLE, "\uFFFD").trim().split(PARAGRAPHS);
  return paragraphs
    .filter((text) => text !== "")
    .map((text) => `<p>${escapeText(text).replaceAll("\n", "<br>\n")}</p>`)
    .join("\n");
}
