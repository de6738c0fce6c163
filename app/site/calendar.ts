// Converts between UTC, in which times are stored, and the site's time zone, in which they are shown.

/** The month of a moment in a time zone, as "2026-03". */
export function monthOf(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit" }).formatToParts(
    moment,
  );
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}`;
}

/** The moment at which clocks in a time zone show `local`, a date ("2026-03-01", its midnight) or a date and
 *  time ("2026-03-01T09:30"). If clocks show it twice, one of the two; if clocks skip it, a later moment, so
 *  that a date never becomes the day before. */
export function momentIn(local: string, timeZone: string): Date {
  const shown = Date.parse(`${local.includes("T") ? local : `${local}T00:00`}Z`);
  const first = shown - offsetAt(shown, timeZone);
  const second = shown - offsetAt(first, timeZone);
  const isShown = second + offsetAt(second, timeZone) === shown;
  return new Date(isShown ? second : Math.max(first, second));
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The moments at which clocks in a time zone show a date and time ("2026-03-01T09:30"): one; two in the hour that a clock change repeats;
 *  none in the hour that it skips. Its first moment is the earlier one. */
export const momentsIn = (local: string, timeZone: string): Date[] =>
  momentsAround(local, timeZone).filter((at) => localTime(at, timeZone) === local);

/** The moments that a date and time is by the clocks before and after a change within a day of it, the earlier one first: one if none is. */
export function momentsAround(local: string, timeZone: string): Date[] {
  const shown = Date.parse(`${local}Z`);
  const offsets = [shown + DAY_MS, shown - DAY_MS].map((moment) => offsetAt(moment, timeZone));
  const moments = [...new Set(offsets.map((offset) => shown - offset))];
  return moments.sort((a, b) => a - b).map((moment) => new Date(moment));
}

/** What clocks in a time zone show at a moment, as "2026-03-01T09:30". */
export const localTime = (at: Date, timeZone: string): string =>
  new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString().slice(0, 16);

/** Offset of a time zone from UTC at a moment, in milliseconds; positive east of Greenwich. */
function offsetAt(moment: number, timeZone: string): number {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return shown - Math.floor(moment / 1000) * 1000;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** One for each of the few hundred time zones: creating one takes a third of a millisecond. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en", {
    ...{ timeZone, hourCycle: "h23" },
    ...{ year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** The distinct years of some months, as "2026". */
export const yearsOf = (months: { month: string }[]): string[] => [
  ...new Set(months.map(({ month }) => month.slice(0, 4))),
];

/** Path of a month's archive: "2026-03" is at /archive/2026/03. */
export const archivePath = (month: string) => `/archive/${month.replace("-", "/")}`;
