// Facts of a running server from /proc. Without /proc, as on macOS, the figures are NaN and the report says
// "not measured".

import { readFileSync } from "node:fs";

/** Linux reports processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

export interface Memory {
  /** Current megabytes. */
  now: number;
  /** Peak megabytes since its start. */
  peak: number;
}

export function readMemory(pid: number): Memory {
  const status = read(`/proc/${pid}/status`);
  const megabytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) / 1024;
  return { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

/** User and kernel time of all threads. */
export const readCpuSeconds = (pid: number): number => sumTicks(statOf(pid), [11, 12]);

/** Processor time of this process and its finished children. */
export const readOwnSeconds = (): number => sumTicks(statOf("self"), [11, 12, 13, 14]);

/** Processor time of all processes. */
export const readMachineSeconds = (): number =>
  sumTicks(read("/proc/stat").split("\n")[0]?.split(/\s+/) ?? [], [1, 2, 3, 6, 7, 8]);

/** The fields after the process's name, which is in brackets and may contain spaces. */
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
