// The public log: what moderators did, counted by day and reason.

import { localTime, momentIn } from "~/site/calendar";
import { CONVERSATION_ACTIONS } from "../conversation-actions";
import { LOGGED_ACTIONS } from "../texts/text-actions";
import { LOG_EVENTS } from "./log-events";

export const MONTH_PATTERN = /^\d{4}-(0[1-9]|1[0-2])$/;

/** The moments at which a month ("2026-03") begins and ends in a time zone. */
export function monthRange(month: string, timeZone: string): { from: Date; to: Date } {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
  return { from: momentIn(`${month}-01`, timeZone), to: momentIn(`${next.padStart(7, "0")}-01`, timeZone) };
}

export interface LogDay {
  /** "2026-03-01" */
  day: string;
  /** A moment of that day. */
  at: Date;
  counts: { action: string; reason: string; count: number }[];
}

/** Entries, newest first, counted by day, action and reason. */
export function countByDay(
  entries: { action: string; reason: string; createdAt: Date }[],
  timeZone: string,
): LogDay[] {
  const days = new Map<string, LogDay>();
  for (const { action, reason, createdAt } of entries) {
    const day = localTime(createdAt, timeZone).slice(0, 10);
    const { counts } = getOrAdd(days, day, () => ({ day, at: createdAt, counts: [] }));
    const known = counts.find((one) => one.action === action && one.reason === reason);
    if (known) known.count++;
    else counts.push({ action, reason, count: 1 });
  }
  for (const { counts } of days.values())
    counts.sort((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
  return [...days.values()];
}

const ORDER: string[] = [...LOGGED_ACTIONS, ...CONVERSATION_ACTIONS, ...Object.keys(LOG_EVENTS)];

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
