// Times of publication as they are typed: in the site's time zone.

import { momentIn, momentsAround, momentsIn } from "~/site/calendar";

export type PublicationTime =
  | { ok: true; at: Date }
  /** `choices` are the moments that were probably meant. */
  | { ok: false; error: string; choices?: Date[] };

/** Nobody plans further ahead; a later year is a slip. */
const MAX_YEARS_AHEAD = 5;

const FORMAT = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::00)?$/;

/** Reads a time such as "2026-03-30 08:00". Refuses one that is past, or that clocks show twice or never. */
export function readPublicationTime(typed: string, timeZone: string, now: Date): PublicationTime {
  const [, day, time] = FORMAT.exec(typed.trim()) ?? [];
  const local = `${day}T${time}`;
  if (!day || !isTime(local))
    return { ok: false, error: "Enter a date and a time, for example 2026-03-30 08:00." };
  const moments = momentsIn(local, timeZone);
  const [at] = moments;
  if (!at)
    return {
      ok: false,
      error: `Clocks skip ${time} on that day. Choose a time before or after the change:`,
      choices: momentsAround(local, timeZone),
    };
  if (moments.length > 1)
    return {
      ok: false,
      error: `Clocks show ${time} twice on that day. Choose one of the two:`,
      choices: moments,
    };
  return checkMoment(at, now);
}

/** Reads the choice between two moments. */
export function readMoment(chosen: string, now: Date): PublicationTime {
  const at = new Date(chosen);
  return Number.isNaN(at.getTime())
    ? { ok: false, error: "Choose one of the two times." }
    : checkMoment(at, now);
}

function checkMoment(at: Date, now: Date): PublicationTime {
  if (at <= now) return { ok: false, error: "This time has passed. Enter a later one, or publish now." };
  if (at.getUTCFullYear() > now.getUTCFullYear() + MAX_YEARS_AHEAD)
    return { ok: false, error: `Enter a time within the next ${MAX_YEARS_AHEAD} years.` };
  return { ok: true, at };
}

/** The first year of a date that is probably no slip. */
const FIRST_YEAR = 1900;

/** Reads the date on which a post first appeared, such as "2019-03-30" or "2019-03-30T09:00"; null unless it is a past one. */
export function readPastDate(typed: string, timeZone: string, now: Date): Date | null {
  const local = typed.includes("T") ? typed : `${typed}T00:00`;
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || !isTime(local)) return null;
  const at = momentIn(local, timeZone);
  return at <= now && at.getUTCFullYear() >= FIRST_YEAR ? at : null;
}

/** False for 31 February, or for 25 o'clock. */
function isTime(local: string): boolean {
  const at = new Date(`${local}Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(local);
}
