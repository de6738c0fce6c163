/** Enough of a text to recognise it. */
const SHOWN_CHARS = 200;

/** What is stored, beside a field in which something else was typed. */
export function explainCurrent(text: string): string {
  if (text === "") return "Current value: empty.";
  return `Current value: ${text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text}`;
}
