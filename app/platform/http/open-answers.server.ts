// Answers that stay open: event streams (HTML Living Standard, "Server-sent events"). They are counted, limited, kept alive, and ended
// when the server stops.

import type { ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";

/** A connection takes about 30 kB. */
export const MAX_OPEN_ANSWERS = 2_000;
/** A class in one room, behind one address, each with a second device. */
export const MAX_OPEN_BY_NETWORK = 200;
/** Proxies end a connection on which nothing happens for a minute. */
const KEEP_ALIVE_MS = 25_000;
/** Reconnecting after a restart is spread over this time. */
const RECONNECT_MS = 30_000;
/** Written in one turn of the event loop: about 2 ms. */
const BATCH = 50;
/** A client that doesn't read has this much waiting; then its connection ends. */
const MAX_WAITING_BYTES = 16_384;

const streams = new WeakSet<ServerResponse>();

/** Whether an answer stays open, or did: it took as long as its reader stayed. */
export const isOpenAnswer = (res: ServerResponse): boolean => streams.has(res);

const EVENT_STREAM = {
  "content-type": "text/event-stream",
  "cache-control": "no-store",
  // nginx would collect events before it sends them.
  "x-accel-buffering": "no",
};

export interface OpenAnswers {
  /** Begins an event stream, which is open when this returns. Returns false, having done nothing, if too many are open. `ended` is
   *  called once, whoever ends it. */
  open(res: ServerResponse, network: string, headers: Record<string, string>, ended: () => void): boolean;
  /** Sends each stream its event, a batch in a turn of the event loop. */
  send(events: Iterable<readonly [ServerResponse, string]>): Promise<void>;
  readonly size: number;
  /** Ends all, and refuses others. */
  close(): void;
}

export function createOpenAnswers({
  max = MAX_OPEN_ANSWERS,
  maxByNetwork = MAX_OPEN_BY_NETWORK,
  keepAliveMs = KEEP_ALIVE_MS,
} = {}): OpenAnswers {
  const all = new Set<ServerResponse>();
  const byNetwork = new Map<string, number>();
  let isClosed = false;
  const count = (network: string, change: number) => {
    const now = (byNetwork.get(network) ?? 0) + change;
    if (now > 0) byNetwork.set(network, now);
    else byNetwork.delete(network);
  };
  const write = (res: ServerResponse, text: string) => {
    if (res.writableLength > MAX_WAITING_BYTES) res.destroy();
    else res.write(text);
  };
  async function writeAll(events: Iterable<readonly [ServerResponse, string]>) {
    let written = 0;
    for (const [res, text] of events) {
      if (all.has(res)) write(res, text);
      if (++written % BATCH === 0) await nextTurn();
    }
  }
  const keepAlive = () => writeAll([...all].map((res) => [res, ":\n\n"] as const));
  const timer = setInterval(() => void keepAlive(), keepAliveMs).unref();

  return {
    get size() {
      return all.size;
    },
    open(res, network, headers, ended) {
      if (isClosed || all.size >= max || (byNetwork.get(network) ?? 0) >= maxByNetwork) return false;
      all.add(res);
      streams.add(res);
      count(network, 1);
      res.once("close", () => {
        all.delete(res);
        count(network, -1);
        ended();
      });
      res.writeHead(200, { ...headers, ...EVENT_STREAM });
      res.write(`retry: ${1_000 + Math.floor(Math.random() * RECONNECT_MS)}\n\n`);
      return true;
    },
    send: writeAll,
    close() {
      isClosed = true;
      clearInterval(timer);
      for (const res of all) res.end();
    },
  };
}
