import { MIN_SECONDS } from "../comment.schema";

/** Whether a form was sent faster than a person can read and reply. The visitor's first visit counts if it is
 *  known, because a cached page's timestamp is older than the visit. */
export function isTooQuick(firstVisit: number | undefined, opened: string | undefined, now: Date): boolean {
  const began = firstVisit ?? (/^\d{1,15}$/.test(opened ?? "") ? Number(opened) : null);
  if (began === null) return true;
  const elapsed = now.getTime() - began;
  // A time in the future is from before the clock was set back, and does not count as too quick.
  return elapsed >= 0 && elapsed < MIN_SECONDS * 1000;
}
