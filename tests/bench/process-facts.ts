// What the system knows of a running server. Where there is no /proc, as on macOS, the figures are not numbers, and the table
// says that they were not measured.

import { readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second, whatever the kernel does inside. */
const TICKS_PER_SECOND = 100;

export interface Memory {
  /** Megabytes held now. */
  now: number;
  /** The most held since it started. */
  peak: number;
}

export function readMemory(pid: number): Memory {
  const status = read(`/proc/${pid}/status`);
  const megabytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) / 1024;
  return { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

/** In user and kernel mode, of all threads. */
export function readCpuSeconds(pid: number): number {
  // The process's name, in brackets, may hold anything; the fields after it don't.
  const fields = read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
