// Reads the whole body of a form before it is processed.

import type { IncomingMessage } from "node:http";

/** Several times the number of checkboxes on the longest form (settings/comments). */
export const MAX_FIELDS = 500;

/** Returns the whole body, or null if the client went away. Its length has been checked before
 *  (request-rules). */
export function readBody(req: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    req.on("data", (chunk: Buffer) => chunks.push(chunk));
    req.once("end", () => resolve(Buffer.concat(chunks)));
    req.once("error", () => resolve(null));
    req.once("close", () => resolve(null));
  });
}

/** Whether a body has more than MAX_FIELDS fields. Counts separators without parsing: parsing a million
 *  fields in two megabytes would block the process for most of a second. */
export function hasTooManyFields(contentType: string | undefined, body: Buffer): boolean {
  const between = /^multipart\//i.test(contentType ?? "") ? "\n--" : "&";
  let at = -1;
  for (let count = 0; count <= MAX_FIELDS; count++) {
    at = body.indexOf(between, at + 1);
    if (at < 0) return false;
  }
  return true;
}
