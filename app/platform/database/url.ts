import path from "node:path";
import { providerOf } from "../../../prisma/provider.mjs";

export { providerOf };

/** The file of a `file:` address. */
export function databaseFile(url: string): string {
  return path.resolve(url.replace(/^file:/, ""));
}

/** An address as it may be shown and logged: without its password. */
export function withoutPassword(url: string): string {
  if (providerOf(url) === "sqlite" || !URL.canParse(url)) return url;
  const shown = new URL(url);
  if (shown.password) shown.password = "…";
  return decodeURI(shown.href);
}
