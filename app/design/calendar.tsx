import { createContext, useContext } from "react";
import { newFormat } from "./date-format";

/** The site's language and time zone, for all dates on its pages. */
export interface CalendarSettings {
  language: string;
  timeZone: string;
}

/** Provided once, around every page. */
export const Calendar = createContext<CalendarSettings>({ language: "en", timeZone: "UTC" });

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are cached: creating one costs more than using it a hundred times. */
function format(language: string, timeZone: string, style: keyof typeof STYLES): Intl.DateTimeFormat {
  const key = `${language} ${timeZone} ${style}`;
  const known = formats.get(key) ?? newFormat(language, { ...STYLES[style], timeZone });
  formats.set(key, known);
  return known;
}

const STYLES = {
  day: { day: "numeric", month: "long", year: "numeric" },
  moment: { day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" },
  month: { month: "long", year: "numeric" },
  dayOfMonth: { day: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Formats a date, or with "moment" a date and time, in the site's language and time zone. */
export const formatDate = (
  at: Date,
  style: keyof typeof STYLES,
  { language, timeZone }: CalendarSettings,
): string => format(language, timeZone, style).format(at);

export function Time({ at, style = "day" }: { at: Date; style?: "day" | "moment" | "dayOfMonth" }) {
  return <time dateTime={at.toISOString()}>{formatDate(at, style, useContext(Calendar))}</time>;
}

/** "2026-03" becomes "March 2026". */
export const formatMonth = (month: string, language: string): string =>
  format(language, "UTC", "month").format(new Date(`${month}-15T12:00:00Z`));

/** Returns a function that formats a month in the site's language. */
export function useMonthName(): (month: string) => string {
  const { language } = useContext(Calendar);
  return (month) => formatMonth(month, language);
}
