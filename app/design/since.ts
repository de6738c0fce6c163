import { newFormat } from "./date-format";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A time of the past, as short as it is clear: "09:21" of today, "Tuesday" within a week, "3 March" and "3 March 2025" before it. In the
 *  language and the time zone of the site, also on a guest's device. */
export function formatSince(at: Date, now: Date, language: string, timeZone: string): string {
  const [day = "", today = ""] = [at, now].map((date) => date.toLocaleDateString("en-CA", { timeZone }));
  const days = (Date.parse(today) - Date.parse(day)) / DAY_MS;
  const style: Intl.DateTimeFormatOptions =
    days < 1
      ? { hour: "numeric", minute: "2-digit" }
      : days < 7
        ? { weekday: "long" }
        : { day: "numeric", month: "long", ...(day.slice(0, 4) < today.slice(0, 4) && { year: "numeric" }) };
  return newFormat(language, { ...style, timeZone }).format(at);
}
