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
export const readCpuSeconds = (pid: number): number => sumTicks(statOf(pid), [11, 12]);

/** What this process used, and all that it started and that has ended. */
export const readOwnSeconds = (): number => sumTicks(statOf("self"), [11, 12, 13, 14]);

/** What all processes of the machine used. */
export const readMachineSeconds = (): number =>
  sumTicks(read("/proc/stat").split("\n")[0]?.split(/\s+/) ?? [], [1, 2, 3, 6, 7, 8]);

/** The fields of a process after its name, which stands in brackets and may hold anything. */
const statOf = (pid: number | "self") => read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];

const sumTicks = (fields: string[], places: number[]) =>
  places.reduce((sum, place) => sum + Number(fields[place]), 0) / TICKS_PER_SECOND;

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
