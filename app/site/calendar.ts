// Time is UTC in the database, the site's zone on the page.

/** The month of a moment in a time zone: "2026-03". */
export function monthOf(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { timeZone, year: "numeric", month: "2-digit" }).formatToParts(
    moment,
  );
  const part = (type: string) => parts.find((entry) => entry.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}`;
}

/** The address of a month's archive: "2026-03" is at /archive/2026/03. */
export const archivePath = (month: string) => `/archive/${month.replace("-", "/")}`;
