import Bowser from "bowser";

/** Longer than any real User-Agent. */
const MAX_CHARS = 400;

/** A description of a browser for its owner: "Firefox on Linux". */
export function deviceOf(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = Bowser.parse(userAgent.slice(0, MAX_CHARS));
  if (!browser.name) return "Unknown browser";
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}
