// What is left of a body that nobody wants. Where a connection is closed with some of it unread, whoever sends it is cut off, and
// may never see the answer: a browser says that the connection was reset, and a proxy makes a 502 of it.

import type { IncomingMessage } from "node:http";

/** More than what the proxies of docs/operating let through; of what is longer still, the end is cut off. */
const MAX_UNREAD_BYTES = 8 * 1024 * 1024;
/** Who sends nothing for so long is only waiting for the end. */
const IDLE_MS = 1_000;

/** Reads to the end and keeps nothing. Resolves, never rejects, when no more comes or enough has. */
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
