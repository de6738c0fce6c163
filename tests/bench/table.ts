// Markdown tables and number formats.

/** A table with all columns but the first right-aligned. */
export function table(head: string[], rows: string[][]): string {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => (column ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[0] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, column) => (column ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

const UNKNOWN = "not measured";

/** Three significant figures: 0.42, 4.2, 42, 4,200. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return UNKNOWN;
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export const whole = (value: number) =>
  Number.isFinite(value) ? Math.round(value).toLocaleString("en") : UNKNOWN;

const withUnit = (written: string, unit: string) => (written === UNKNOWN ? UNKNOWN : `${written} ${unit}`);

export const kilobytes = (bytes: number) => withUnit(number(bytes / 1000), "kB");
export const megabytes = (value: number) => withUnit(whole(value), "MB");
/** Of milliseconds; below one of them, in microseconds. */
export const processorTime = (value: number) =>
  value < 1 ? withUnit(number(value * 1000), "µs") : milliseconds(value);
/** From 0 to 1, as a percentage. */
export const percent = (share: number) => withUnit(number(share * 100), "%");
export const milliseconds = (value: number) => withUnit(number(value), "ms");
