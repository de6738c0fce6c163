/** Formats a duration for people, rounded up: "45 seconds", "2 minutes", "1 hour". Node 20 has no Intl.DurationFormat. */
export function formatDuration(seconds: number): string {
  if (seconds === 1) return "1 second";
  if (seconds < MINUTES_FROM_S) return `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 60 ? "1 hour" : `${minutes} minutes`;
}

/** Below this, rounding up to minutes would be off by half. */
const MINUTES_FROM_S = 90;
