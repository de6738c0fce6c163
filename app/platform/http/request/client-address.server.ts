import type { IncomingMessage } from "node:http";
import { LRUCache } from "lru-cache";
import proxyAddr from "proxy-addr";

/** A few hundred bytes each. */
const MAX_KNOWN = 10_000;
/** Longer lists of proxies are parsed each time, so that made-up ones take no memory. */
const MAX_KNOWN_CHARS = 200;

/** Returns a function that finds the address of a request's client: the last one in X-Forwarded-For that
 *  isn't a trusted proxy's. Parsing the addresses takes several microseconds, a fifth of a cached page, so
 *  results are remembered. */
export function createClientAddress(trustProxy: string[]): (req: IncomingMessage) => string {
  const isTrusted = proxyAddr.compile(trustProxy);
  const known = new LRUCache<string, string>({ max: MAX_KNOWN });
  return (req) => {
    const forwarded = req.headers["x-forwarded-for"] as string | undefined;
    // Without the header, the client is at the other end of the connection.
    if (forwarded === undefined) return req.socket.remoteAddress as string;
    if (forwarded.length > MAX_KNOWN_CHARS) return proxyAddr(req, isTrusted);
    const key = `${req.socket.remoteAddress} ${forwarded}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const address = proxyAddr(req, isTrusted);
    known.set(key, address);
    return address;
  };
}
