/** The replacement character, as UTF-8 encoders and CommonMark (section 2.3) use it for unpaired surrogates
 *  and NUL. */
const REPLACEMENT = "\ufffd";
const HALF_PAIRS = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Makes a text storable in both databases: PostgreSQL refuses NUL, and neither stores unpaired surrogates.
 *  Characters are replaced and not removed, so that a search for a text with one never finds a text without
 *  it. */
export function storableText(text: string): string {
  const whole = HALF_PAIRS.test(text) ? text.replace(HALF_PAIRS, REPLACEMENT) : text;
  HALF_PAIRS.lastIndex = 0;
  return whole.includes("\0") ? whole.replaceAll("\0", REPLACEMENT) : whole;
}
