/** Letters, digits, punctuation and symbols, except those that render as blank, such as the Hangul filler and
 *  the empty Braille cell. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800\u{1d159}])[\p{L}\p{N}\p{P}\p{S}]/u;

/** A tag as rehype-stringify writes it: attribute values are always in double quotes. */
const TAG = /<[a-z/](?:[^>"]|"[^"]*")*>/g;

/** Whether a line of text shows anything to a reader. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** Whether rendered HTML shows anything to a reader: text or an image. */
export const hasVisibleText = (html: string): boolean =>
  html.includes("<img ") || isVisible(html.replace(TAG, ""));

const REFERENCE = /&(?:#x([0-9a-f]{1,6})|(amp|lt|gt|quot));/gi;
const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"' };

/** The characters for the references that rendered HTML has. */
const decode = (text: string): string =>
  text.replace(REFERENCE, (_all, code: string | undefined, name = "") =>
    code ? String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)) : (NAMED[name] ?? ""),
  );

/** The text of rendered HTML, with a line for each block. */
export const visibleText = (html: string): string => decode(html.replace(TAG, ""));

/** The absolute addresses that rendered HTML links to or loads a picture from. */
export const listAddresses = (html: string): string[] =>
  [...html.matchAll(TAG)].flatMap(([tag]) => {
    const address = /\s(?:href|src)="(https?:[^"]*)"/i.exec(tag)?.[1];
    return address === undefined ? [] : decode(address);
  });
