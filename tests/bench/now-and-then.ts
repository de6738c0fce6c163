// A reader with a low request rate, who measures waits without loading the server.

import http from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { get } from "./get";

const READ_EVERY_MS = 20;

/** Requests a URL at intervals until stopped. Returns each request's milliseconds. */
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
