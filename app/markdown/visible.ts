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
