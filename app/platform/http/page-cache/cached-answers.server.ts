// Answers requests for pages in the page cache. The results of parsing an address are remembered, because
// parsing takes as long as sending a small page.

import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import type { Log } from "../../log.server";
import type { Metrics } from "../../metrics.server";
import { chooseEncoding } from "../encoding.server";
import type { FirstVisits } from "../request/first-visits";
import type { PageCache } from "./page-cache.server";
import { sendVariant } from "./page-sender.server";

/** Several times the number of cached pages, because links from elsewhere add parameters of their own. */
const MAX_ADDRESSES = 10_000;
/** Longer addresses are rare and are parsed each time, so that made-up ones take no memory. */
const MAX_ADDRESS_CHARS = 200;

/** The result of admitting and parsing a request target. It depends on nothing else of the request. */
export interface KnownAddress {
  /** Key of the page in the cache. */
  cached: string;
  path: string;
  /** The route's name for metrics. */
  route: string;
}

export interface CachedAnswersOptions {
  cache: PageCache;
  catchUp?: (() => Promise<void> | undefined) | undefined;
  clientAddress(req: IncomingMessage): string;
  security: Record<string, string>;
  visits: FirstVisits;
  metrics: Metrics;
  log: Log;
}

export interface CachedAnswers {
  /** Answers a guest's request if the page is in the cache, compressed for this client. Otherwise does nothing
   *  and returns false. */
  answer(req: IncomingMessage, res: ServerResponse): boolean;
  /** Remembers an admitted request target whose page is the same for all guests. */
  learn(target: string, address: KnownAddress): void;
}

export function createCachedAnswers(options: CachedAnswersOptions): CachedAnswers {
  const { cache, catchUp, clientAddress, security, visits, metrics, log } = options;
  const addresses = new LRUCache<string, KnownAddress>({ max: MAX_ADDRESSES });

  /** Catches up first, because that may invalidate the page. */
  function find(req: IncomingMessage, address: KnownAddress) {
    const behind = catchUp?.();
    if (behind) {
      // The request will wait for the same promise, and a failure is handled there.
      behind.catch(() => {});
      return undefined;
    }
    const page = cache.find(address.cached);
    const encoding = page && chooseEncoding(req.headers["accept-encoding"], page.page.body.length);
    const variant = encoding && page?.ready(encoding);
    return page && variant && { page, variant };
  }

  return {
    answer(req, res) {
      const { method = "", url = "" } = req;
      if (method !== "GET" && method !== "HEAD") return false;
      const address = addresses.get(url);
      // The cookie may be a signed-in visitor's.
      if (!address || req.headers.cookie !== undefined) return false;
      const began = performance.now();
      const found = find(req, address);
      if (!found) return false;
      cache.counts.hit++;
      visits.note(clientAddress(req), address.path, Date.now());
      sendVariant(req, res, found.page, found.variant, security);
      const { route } = address;
      const answered = {
        ...{ method, route, status: res.statusCode },
        seconds: (performance.now() - began) / 1000,
      };
      metrics.observeRequest(answered);
      if (log.isLevelEnabled("debug")) log.debug({ requestId: randomUUID(), ...answered }, "answered");
      return true;
    },
    learn(target, address) {
      if (target.length <= MAX_ADDRESS_CHARS) addresses.set(target, address);
    },
  };
}
