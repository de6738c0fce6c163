// Ends connections on which a body takes too long. The server's own time limit is that of the largest upload.

import type { IncomingMessage } from "node:http";

/** Ends the connection with 408 if the body isn't whole in `limitMs`. Returns a function that lifts the limit. */
export function limitBodyTime(req: IncomingMessage, limitMs: number): () => void {
  const { headers } = req;
  if (!headers["transfer-encoding"] && !Number(headers["content-length"])) return () => {};
  const timer = setTimeout(() => {
    if (!req.complete) req.socket.end(TOO_LATE);
  }, limitMs);
  const lift = () => clearTimeout(timer);
  for (const over of ["end", "close"]) req.once(over, lift);
  return lift;
}

const TOO_LATE = "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
