/** Durations in milliseconds. */
export interface Spread {
  mean: number;
  p50: number;
  p99: number;
}

export function spreadOf(times: number[]): Spread {
  const sorted = Float64Array.from(times).sort();
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return { mean: sorted.reduce((sum, time) => sum + time, 0) / sorted.length, p50: at(0.5), p99: at(0.99) };
}

export const median = (values: number[]): number => spreadOf(values).p50;
