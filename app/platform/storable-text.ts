/** What half a surrogate pair, and NUL, are read as: by encoders of UTF-8, and by CommonMark (2.3). */
const REPLACEMENT = "\ufffd";
const HALF_PAIRS = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A text as every database holds it. PostgreSQL takes no NUL at all, and no database keeps half a surrogate pair. Replaced and not
 * dropped, so that what is looked for with one is never found without it.
 */
export function storableText(text: string): string {
  const whole = HALF_PAIRS.test(text) ? text.replace(HALF_PAIRS, REPLACEMENT) : text;
  HALF_PAIRS.lastIndex = 0;
  return whole.includes("\0") ? whole.replaceAll("\0", REPLACEMENT) : whole;
}
