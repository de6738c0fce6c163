// What of a request a page receives.

import type { IncomingMessage } from "node:http";
import { createHeaders } from "@remix-run/node-fetch-server";
import { cachedAddress, declaredQuery } from "./page-cache/cached-address";
import type { Admission } from "./request/request-rules";
import { cachedFor } from "./request/route-rules";

/** The request as the page receives it, created anew for each reading. A cacheable page gets only the query
 *  parameters that its route declares, and no headers. */
export function requestFor(
  req: IncomingMessage,
  siteUrl: string,
  { target, reading, rules }: Extract<Admission, { ok: true }>,
  body: Buffer<ArrayBuffer> | null,
) {
  const cached = reading ? cachedFor(rules, target.query) : undefined;
  const declared = cached ? declaredQuery(target, cached.query) : target.query;
  const url = new URL(cached ? cachedAddress(target.path, declared) : (req.url ?? "/"), siteUrl);
  const headers = cached ? new Headers() : createHeaders(req);
  // The origin has been checked. Remix would compare it with Host again, which not every proxy passes on.
  headers.delete("origin");
  // The fields beside a file are read as those of any form.
  if (body && rules.acceptsFile) headers.set("content-type", "application/x-www-form-urlencoded");
  return {
    // Always a whole GET without an abort signal, even for HEAD: other visitors may be waiting for the same
    // page.
    make: () => new Request(url, { headers, ...(body && { method: "POST", body }) }),
    query(...names: string[]) {
      const undeclared =
        cached && names.find((name) => !cached.query.includes(name) && name !== cached.exceptWith);
      if (undeclared)
        throw new Error(`The route of ${target.path} doesn’t declare that it reads "${undeclared}".`);
      return new URLSearchParams([...declared].filter(([name]) => names.includes(name)));
    },
  };
}
