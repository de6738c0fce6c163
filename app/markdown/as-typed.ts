const PARAGRAPHS = /\n[ \t]*(?:\n[ \t]*)+/;
/** What HTML has no place for: control characters, halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it removes.
const UNSHOWABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/gu;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/** For what stands between tags, where quotation marks mean nothing. */
const escapeText = (text: string) => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** A text that can't be rendered, as safe HTML that shows it as it was typed: its paragraphs and line breaks, and nothing of its
 *  Markdown or HTML. At most nine times as long as the text. */
export function showAsTyped(source: string): string {
  const paragraphs = source.replace(/\r\n?/g, "\n").replace(UNSHOWABLE, "\uFFFD").trim().split(PARAGRAPHS);
  return paragraphs
    .filter((text) => text !== "")
    .map((text) => `<p>${escapeText(text).replaceAll("\n", "<br>\n")}</p>`)
    .join("\n");
}
