// Slow mode: in a heated conversation, each person may reply once in some minutes.

/** A reply a minute stops an exchange of blows; an hour lets people sleep on it, and longer is better said by closing the post. */
export const SLOW_MINUTES = [0, 1, 5, 15, 30, 60] as const;
const LONGEST_MS = 60 * 60 * 1000;

/** "15 minutes" */
export const nameMinutes = (minutes: number): string =>
  minutes === 1 ? "minute" : minutes === 60 ? "hour" : `${minutes} minutes`;

/** The time until which a reply is remembered. It doesn't depend on the mode, which may be changed meanwhile. */
export const rememberUntil = (repliedAt: Date): Date => new Date(repliedAt.getTime() + LONGEST_MS);

/** Seconds until somebody may reply again; 0 if they may. */
export function secondsLeft(minutes: number, until: Date | null | undefined, now: Date): number {
  if (!until) return 0;
  const next = until.getTime() - LONGEST_MS + minutes * 60_000;
  return Math.max(0, Math.ceil((next - now.getTime()) / 1000));
}
