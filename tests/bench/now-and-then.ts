// Somebody who reads beside those who are measured: there to feel them, not to weigh on them.

import http from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { get } from "./get";

const READ_EVERY_MS = 20;

/** Reads one address now and then until told to stop; gives how long each time took. */
export async function readNowAndThen(url: string, stop: AbortSignal): Promise<number[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  while (!stop.aborted) {
    const began = performance.now();
    const { status } = await get(url, agent);
    times.push(performance.now() - began);
    if (status !== 200) throw new Error(`${url} gave ${status}`);
    await pause(READ_EVERY_MS);
  }
  agent.destroy();
  return times;
}
