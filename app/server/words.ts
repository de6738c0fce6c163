export { countOf } from "~/design/count";

/** A moment in a named time zone, "26 Nov 2026, 09:21 CET". Commands are in English, whatever the site's
 *  language. */
export const momentOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    ...{ day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" },
    ...{ timeZone, timeZoneName: "short" },
  }).format(at);
