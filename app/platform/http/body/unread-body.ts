// Reads and discards the rest of a refused body. If a connection is closed with unread data, the client may
// never see the answer: browsers report a reset connection, and proxies answer 502.

import type { IncomingMessage } from "node:http";

/** More than the proxies of docs/operating let through. Of a longer body the rest is cut off. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;
/** A client that sends nothing for this long is only waiting for the answer. */
const IDLE_MS = 1_000;

/** Resolves at the end of the body, after MAX_UNREAD_BYTES, or when the client pauses. Never rejects. */
export function readToTheEnd(req: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    if (req.complete || req.destroyed) return resolve();
    const idle = setTimeout(resolve, IDLE_MS);
    const done = () => {
      clearTimeout(idle);
      resolve();
    };
    let bytes = 0;
    req.on("data", (chunk: Buffer) => {
      idle.refresh();
      bytes += chunk.length;
      if (bytes > MAX_UNREAD_BYTES) done();
    });
    for (const end of ["end", "close", "error"]) req.once(end, done);
  });
}
