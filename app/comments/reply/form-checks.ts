// Checks of a reply form against programs that post spam.

import { MIN_FILL_SECONDS } from "../comment.schema";

/** The field with the time at which the form was made. Open pages in browsers use this name, so it stays. */
export const TIMESTAMP_FIELD = "opened";

/** The honeypot: a field that people can't see, and spam programs fill in. */
export const HONEYPOT_FIELD = "homepage";

/** Whether a form was sent faster than a person can read and reply. The visitor's first visit counts if it is
 *  known, because a cached page's timestamp is older than the visit. */
export function isTooQuick(
  firstVisit: number | undefined,
  timestamp: string | undefined,
  now: Date,
): boolean {
  const began = firstVisit ?? (/^\d{1,15}$/.test(timestamp ?? "") ? Number(timestamp) : null);
  if (began === null) return true;
  const elapsed = now.getTime() - began;
  // A time in the future is from before the clock was set back, and does not count as too quick.
  return elapsed >= 0 && elapsed < MIN_FILL_SECONDS * 1000;
}
