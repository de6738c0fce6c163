// Separate from the pipeline, so that the server can refuse a text without loading the parser.

import { isTooNested, measureNesting } from "./cost/nesting";
import { isTooMuchWork } from "./cost/work";
import { explainRefusal, isPassing, MAX_SOURCE_CHARS, type RefusalReason } from "./limits";

export type Refusal = { ok: false; reason: RefusalReason };

/** Throws for a temporary refusal, so that the caller's retry applies; permanent refusals don't throw. */
export function throwPassing(text: { ok: true } | Refusal): void {
  if (!text.ok && isPassing(text.reason)) throw new Error(`${text.reason}: ${explainRefusal(text.reason)}`);
}

export const TOO_LONG: Refusal = { ok: false, reason: "markdown.too-long" };
export const TOO_DEEP: Refusal = { ok: false, reason: "markdown.too-deep" };
export const TOO_MUCH_WORK: Refusal = { ok: false, reason: "markdown.too-much-work" };
export const TOO_LARGE: Refusal = { ok: false, reason: "markdown.too-large" };
export const TOO_SLOW: Refusal = { ok: false, reason: "markdown.too-slow" };
export const OUT_OF_MEMORY: Refusal = { ok: false, reason: "markdown.out-of-memory" };
export const BUSY: Refusal = { ok: false, reason: "markdown.busy" };

/** Refuses what needs no parsing to refuse: length, estimated work, nesting. Two passes over the text. */
export function refuseEarly(source: string): Refusal | null {
  if (source.length > MAX_SOURCE_CHARS) return TOO_LONG;
  if (isTooMuchWork(source)) return TOO_MUCH_WORK;
  return isTooNested(measureNesting(source)) ? TOO_DEEP : null;
}
