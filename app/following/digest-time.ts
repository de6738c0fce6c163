// When a daily or weekly e-mail comes.

import { Cron } from "croner";

export interface DigestTime {
  /** By the clock of the zone: where clocks are put forward over it, an hour later. */
  hour: number;
  /** 0 is Sunday. */
  weekday: number;
  timeZone: string;
}

/** The next time of an e-mail, after `now`. */
export function nextDigest(delivery: "daily" | "weekly", time: DigestTime, now: Date): Date {
  const day = delivery === "weekly" ? time.weekday : "*";
  const next = new Cron(`0 ${time.hour} * * ${day}`, { timezone: time.timeZone, paused: true }).nextRun(now);
  if (!next) throw new Error(`There is no next ${delivery} e-mail.`);
  return next;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The time of the next part of a series: at the reader's hour, on the seventh day at the latest. */
export const nextPartDate = (time: DigestTime, now: Date): Date =>
  nextDigest("daily", time, new Date(now.getTime() + 6 * DAY_MS));
