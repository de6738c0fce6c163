/** A slow reader's pace. */
const WORDS_PER_MINUTE = 220;

export const readingMinutes = (words: number) =>
  `${Math.max(1, Math.round(words / WORDS_PER_MINUTE))} min read`;

export function formatResponseCount(count: number): string {
  if (count === 0) return "No responses yet";
  return count === 1 ? "1 response" : `${count.toLocaleString("en")} responses`;
}
