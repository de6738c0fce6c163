// Time is UTC in the database, the site's zone on the page.

/** The month of a moment in a time zone: "2026-03". */
export function monthOf(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit" }).formatToParts(
    moment,
  );
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}`;
}

/**
 * The moment at which clocks in a time zone show `local`: "2026-03-01", which is its midnight, or "2026-03-01T09:30". Of an hour
 * that they show twice, one; where they skip it, the time that they show instead, so that a day is never the one before.
 */
export function momentIn(local: string, timeZone: string): Date {
  const shown = Date.parse(`${local.includes("T") ? local : `${local}T00:00`}Z`);
  const first = shown - offsetAt(shown, timeZone);
  const second = shown - offsetAt(first, timeZone);
  const isShown = second + offsetAt(second, timeZone) === shown;
  return new Date(isShown ? second : Math.max(first, second));
}

/** How far clocks in a time zone are ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat("en", {
    ...{ timeZone, hourCycle: "h23" },
    ...{ year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return shown - Math.floor(moment / 1000) * 1000;
}

/** The years of some months: "2026". */
export const yearsOf = (months: { month: string }[]): string[] => [
  ...new Set(months.map(({ month }) => month.slice(0, 4))),
];

/** The address of a month's archive: "2026-03" is at /archive/2026/03. */
export const archivePath = (month: string) => `/archive/${month.replace("-", "/")}`;
