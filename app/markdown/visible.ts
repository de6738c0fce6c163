/** Letters, digits, marks and signs, save those that show nothing, such as the Hangul filler and the empty Braille cell. */
const VISIBLE = /(?![\p{Default_Ignorable_Code_Point}\u2800\u{1d159}])[\p{L}\p{N}\p{P}\p{S}]/u;

/** A tag as our own writer writes it: its values stand between double quotes. */
const TAG = /<[a-z/](?:[^>"]|"[^"]*")*>/g;

/** Whether a reader would see anything of a line of text. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** Whether a reader would see anything of a rendered text: a word, or a picture. */
export const showsSomething = (html: string): boolean =>
  html.includes("<img ") || isVisible(html.replace(TAG, ""));
