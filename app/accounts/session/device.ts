import Bowser from "bowser";

/** Longer than what any browser says of itself. */
const MAX_CHARS = 400;

/** What a browser says of itself, in words that its owner knows it by: "Firefox on Linux". */
export function deviceOf(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = Bowser.parse(userAgent.slice(0, MAX_CHARS));
  if (!browser.name) return "Unknown browser";
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}
