// Kept apart from the pipeline, so that the server can refuse without loading it.
import { MAX_SOURCE_CHARS, type RefusalReason } from "./limits";
import { isTooNested, measureNesting } from "./nesting";

export type Refusal = { ok: false; reason: RefusalReason };

export const TOO_LONG: Refusal = { ok: false, reason: "markdown.too-long" };
export const TOO_DEEP: Refusal = { ok: false, reason: "markdown.too-deep" };
export const TOO_LARGE: Refusal = { ok: false, reason: "markdown.too-large" };
export const TOO_SLOW: Refusal = { ok: false, reason: "markdown.too-slow" };

/** What can be refused before parsing; costs one pass over the text. */
export function refuseEarly(source: string): Refusal | null {
  if (source.length > MAX_SOURCE_CHARS) return TOO_LONG;
  return isTooNested(measureNesting(source)) ? TOO_DEEP : null;
}
