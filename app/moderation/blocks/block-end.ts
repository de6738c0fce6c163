import { momentIn } from "~/site/calendar";
import { DURATIONS, type Duration, MAX_DAYS, MAX_NETWORK_DAYS } from "./block";

const DAY_MS = 24 * 60 * 60 * 1000;

/** When a block made now ends, by the date that was entered or else by its duration. Null is for good. */
export function findEnd(
  { kind, duration, until }: { kind: string; duration: string; until: string },
  timeZone: string,
  now: Date,
): { ok: true; endsAt: Date | null } | { ok: false; error: string } {
  if (until === "") {
    const days = DURATIONS[duration as Duration];
    return { ok: true, endsAt: days === null ? null : new Date(now.getTime() + days * DAY_MS) };
  }
  const endsAt = momentIn(until, timeZone);
  if (endsAt <= now) return { ok: false, error: "Enter a day that is still to come, or leave this empty." };
  if (kind === "network" && endsAt.getTime() > now.getTime() + MAX_NETWORK_DAYS * DAY_MS)
    return {
      ok: false,
      error: `A network can be blocked for ${MAX_NETWORK_DAYS} days at most. Enter an earlier day.`,
    };
  if (endsAt.getTime() > now.getTime() + MAX_DAYS * DAY_MS)
    return {
      ok: false,
      error: "Enter a day within the next ten years, or choose “For good” and leave this empty.",
    };
  return { ok: true, endsAt };
}
