/** Pads the hour only on a 24-hour clock: "09:21", but "9:21 AM". "2-digit" everywhere would give "09:21
 *  AM". */
export function newFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const plain = new Intl.DateTimeFormat(language, options);
  const { hourCycle } = plain.resolvedOptions();
  return hourCycle === "h23" || hourCycle === "h24"
    ? new Intl.DateTimeFormat(language, { ...options, hour: "2-digit" })
    : plain;
}
