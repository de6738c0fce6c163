// Whether something that an import stored has been edited on the site since.

import { createHash } from "node:crypto";

/** "unknown" of what was imported before there were hashes, or was never imported. */
export type ImportState = "as imported" | "edited" | "unknown";

/** A hash of the values that an import stores. */
export const hashImported = (...values: (string | number | boolean | null | object)[]): string =>
  createHash("sha256").update(JSON.stringify(values)).digest("base64url");

/** `stored` is the hash that the last import stored, `present` that of the values now. */
export const importStateOf = (stored: string | null, present: string): ImportState =>
  stored === null ? "unknown" : stored === present ? "as imported" : "edited";
