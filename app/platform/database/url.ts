import path from "node:path";
import { providerOf } from "../../../prisma/provider.mjs";

export { providerOf };

/** The path of a `file:` address. */
export function databaseFile(url: string): string {
  return path.resolve(url.replace(/^file:/, ""));
}

/** Hides the password of an address before it is shown or logged. Accepts any scheme, and also addresses that
 *  can't be parsed, since most of those shown contain a mistake. */
export const withoutPassword = (url: string): string =>
  url.startsWith("file:")
    ? url
    : url.replace(/(\/\/[^/:@]*:).*@/s, "$1…@").replace(/([?&]password=)[^&#]*/gi, "$1…");
