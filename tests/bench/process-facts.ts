// Facts of a running server from /proc. Without /proc, as on macOS, the figures are NaN and the report says
// "not measured".

import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Linux reports processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

export interface Memory {
  /** Current megabytes. */
  now: number;
  /** Peak megabytes since its start. */
  peak: number;
}

/** With the processes that it has started and that still run. */
export function readMemory(pid: number): Memory {
  const status = read(`/proc/${pid}/status`);
  const megabytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? Number.NaN) / 1024;
  return childrenOf(pid)
    .map(readMemory)
    .reduce((sum, child) => ({ now: sum.now + child.now, peak: sum.peak + child.peak }), {
      now: megabytes("VmRSS"),
      peak: megabytes("VmHWM"),
    });
}

/** User and kernel time of all threads, and of the processes that it has started. */
export const readCpuSeconds = (pid: number): number =>
  childrenOf(pid)
    .map(readCpuSeconds)
    .reduce((sum, child) => sum + child, sumTicks(statOf(pid), [11, 12, 13, 14]));

/** The same in milliseconds, exact, of the threads that still run: for what takes less than a hundredth of a second. */
export const readCpuMs = (pid: number): number =>
  childrenOf(pid)
    .map(readCpuMs)
    .reduce((sum, child) => sum + child, 0) +
  listThreads(pid)
    .map((thread) => Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(" ")[0]) / 1e6)
    .reduce((sum, one) => sum + one, 0);

const listThreads = (pid: number): string[] =>
  existsSync(`/proc/${pid}/task`) ? readdirSync(`/proc/${pid}/task`) : [];

const childrenOf = (pid: number): number[] =>
  read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);

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
