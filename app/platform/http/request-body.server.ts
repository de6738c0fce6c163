// The body of a form, read to its end before anything is done with it.

import type { IncomingMessage } from "node:http";

/** Several times the boxes of the longest list of them (settings/comments). */
export const MAX_FIELDS = 500;

/** The whole body; null where its sender went away. Its length has been looked at before (request-rules). */
export function readBody(req: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.once("end", () => resolve(Buffer.concat(chunks)));
    req.once("error", () => resolve(null));
    req.once("close", () => resolve(null));
  });
}

/**
 * Whether a body has more than MAX_FIELDS fields. Told by what stands between two of them, without reading one: a million of them
 * in two megabytes would hold the process for most of a second.
 */
export function hasTooManyFields(contentType: string | undefined, body: Buffer): boolean {
  const between = /^multipart\//i.test(contentType ?? "") ? "\n--" : "&";
  let at = -1;
  for (let count = 0; count <= MAX_FIELDS; count++) {
    at = body.indexOf(between, at + 1);
    if (at < 0) return false;
  }
  return true;
}
