// A thousand pages that are left open: what they cost while nothing happens, and how soon each is told of a response.

import { once } from "node:events";
import http, { type ClientRequest, type IncomingMessage } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "~/platform/database/database.server";
import { LIVE_PATH } from "~/responses/live/live";
import { load } from "./load";
import { readNowAndThen } from "./now-and-then";
import type { Pages } from "./pages";
import type { Pace } from "./reading";
import type { LongtableServer } from "./servers";
import { sendReply } from "./writing";

export const LISTENERS = 1_000;
/** The proxy of the benchmark says from which network each is: a network may open 200. */
const BY_NETWORK = 100;
/** Connections that are opened at once. */
const TOGETHER = 50;
/** Longer than the time in which each stream gets a sign of life. */
const IDLE_SECONDS = 30;
const TOLD_LIMIT_MS = 10_000;

export interface ListeningFigures {
  megabytes: number;
  /** Share of one processor while nothing happens, beyond that of the server without them; from 0 to 1. */
  idle: number;
  /** Milliseconds from sending a reply until the last page has heard of it. */
  told: number;
  /** The longest wait of somebody who reads meanwhile. */
  longestWait: number;
  /** Milliseconds of processor time of a small page from the cache, without and beside them. */
  readingCpuMs: number;
  readingBesideCpuMs: number;
}

export async function measureListening(
  server: LongtableServer,
  pages: Pages,
  pace: Pace,
): Promise<ListeningFigures> {
  const url = server.address + pages.few.path;
  const db = openDatabase(server.database);
  const post = await db.post.findFirstOrThrow({
    where: { slug: pages.full.path.split("/").at(-1) ?? "" },
    select: { id: true, slug: true, responseNumber: true },
  });
  await db.close();
  const read = async () => (await load(server, url, { connections: 1, seconds: pace.seconds })).cpuMs;
  await read();
  const readingCpuMs = await read();
  const idleBefore = await idleShare(server);
  const memoryBefore = server.memory().now;
  const listeners = await openListeners(server, `post=${post.id}.${post.responseNumber}`);
  const megabytes = server.memory().now - memoryBefore;

  const idle = (await idleShare(server)) - idleBefore;
  const readingBesideCpuMs = await read();

  const stop = new AbortController();
  const reading = readNowAndThen(url, stop.signal);
  await pause(500);
  const began = performance.now();
  await sendReply(server, post);
  await Promise.race([
    Promise.all(listeners.map(({ told }) => told)),
    pause(TOLD_LIMIT_MS).then(() => Promise.reject(new Error("Not every page was told of the reply."))),
  ]);
  const told = performance.now() - began;
  await pause(500);
  stop.abort();
  const longestWait = Math.max(...(await reading));
  for (const { request } of listeners) request.destroy();
  return { megabytes, idle, told, longestWait, readingCpuMs, readingBesideCpuMs };
}

async function idleShare(server: LongtableServer): Promise<number> {
  const before = server.cpuSeconds();
  await pause(IDLE_SECONDS * 1000);
  return (server.cpuSeconds() - before) / IDLE_SECONDS;
}

async function openListeners(server: LongtableServer, query: string) {
  const agent = new http.Agent({ maxSockets: LISTENERS });
  const listeners: { request: ClientRequest; told: Promise<void> }[] = [];
  while (listeners.length < LISTENERS) {
    const network = (index: number) => `10.0.${Math.floor((listeners.length + index) / BY_NETWORK)}.1`;
    const opened = Array.from({ length: TOGETHER }, async (_, index) => {
      const headers = { "X-Forwarded-For": network(index) };
      const request = http.get(`${server.address}${LIVE_PATH}?${query}`, { agent, headers });
      const [response] = (await once(request, "response")) as [IncomingMessage];
      if (response.statusCode !== 200) throw new Error(`A stream gave ${response.statusCode}.`);
      const told = new Promise<void>((resolve) => {
        response.on("data", (chunk: Buffer) => chunk.includes("data:") && resolve());
      });
      request.on("error", () => {});
      response.on("error", () => {});
      return { request, told };
    });
    listeners.push(...(await Promise.all(opened)));
  }
  return listeners;
}
