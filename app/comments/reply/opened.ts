import { MIN_SECONDS } from "../comment.schema";

/**
 * Whether a form came back faster than a person can have read and answered. A page from the cache was made long before this
 * visitor saw it, so their first visit, where it is remembered, counts before the time that stands in the form.
 */
export function isTooQuick(firstVisit: number | undefined, opened: string | undefined, now: Date): boolean {
  const began = firstVisit ?? (/^\d{1,15}$/.test(opened ?? "") ? Number(opened) : null);
  if (began === null) return true;
  const elapsed = now.getTime() - began;
  // What lies in the future was before the clock was set back: it says nothing of haste.
  return elapsed >= 0 && elapsed < MIN_SECONDS * 1000;
}
