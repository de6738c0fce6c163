import path from "node:path";
import { providerOf } from "../../../prisma/provider.mjs";

export { providerOf };

/** The file of a `file:` address. */
export function databaseFile(url: string): string {
  return path.resolve(url.replace(/^file:/, ""));
}

/**
 * An address as it may be shown and logged: without its password. Of any scheme, and also where it can't be parsed: what is shown
 * most often is an address with a mistake in it.
 */
export const withoutPassword = (url: string): string =>
  url.startsWith("file:")
    ? url
    : url.replace(/(\/\/[^/:@]*:).*@/s, "$1…@").replace(/([?&]password=)[^&#]*/gi, "$1…");
