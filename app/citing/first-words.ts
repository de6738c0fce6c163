/** As many of a text without a title stand for it (Publication Manual of the APA, 7th edition, section 10.15). */
const MAX_WORDS = 20;

/** The first words of a text, in any script, without the mark after the last. */
export function firstWords(text: string): string {
  let words = 0;
  let end = 0;
  for (const { index, segment, isWordLike } of new Intl.Segmenter("en", { granularity: "word" }).segment(
    text,
  )) {
    if (isWordLike) words++;
    if (words > MAX_WORDS) return text.slice(0, end).replace(/[\s.,;:…–—([{“‘«]+$/u, "");
    end = index + segment.length;
  }
  return text.trim().replace(/[\s.,;:…]+$/u, "");
}
