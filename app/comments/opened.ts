import { MIN_SECONDS } from "./comment.schema";

/**
 * Whether a form came back faster than a person can have read and answered. A page from the cache was made long before this
 * visitor saw it, so their first visit, where it is remembered, counts before the time that stands in the form.
 */
export function isTooQuick(firstVisit: number | undefined, opened: string | undefined, now: Date): boolean {
  const began = firstVisit ?? (/^\d{1,15}$/.test(opened ?? "") ? Number(opened) : Number.POSITIVE_INFINITY);
  return now.getTime() - began < MIN_SECONDS * 1000;
}
