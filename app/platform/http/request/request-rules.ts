// Checks a request before any work is done for it.

import type { IncomingMessage } from "node:http";
import { canonicalPath, readTarget, type Target } from "./request-target";
import { MAX_FORM_BYTES, type RouteRules } from "./route-rules";
import { isForeign } from "./same-origin";

export interface Refusal {
  status: number;
  message: string;
  headers?: Record<string, string>;
}

export type Admission =
  | { ok: true; target: Target; reading: boolean; rules: RouteRules }
  | ({ ok: false } & Refusal);

const refuse = (status: number, message: string, headers: Record<string, string> = {}): Admission => {
  return { ok: false, status, message, headers };
};

export const TOO_MANY_FIELDS: Refusal = {
  status: 413,
  message: "Go back and submit the form from its own page: this one has too many fields.",
};

export const FILE_TOO_LARGE: Refusal = {
  status: 413,
  message: "Go back and choose a smaller file: this one is larger than this site accepts.",
};

/** Admits or refuses a request. `rulesOf` gives the rules of a path's route. Refuses with 400 an invalid
 *  address, 403 a form of another site, 404 a framework request, 405 another method, 411 a missing length,
 *  413 a long body; redirects with 301 to the canonical path. */
export function admit(
  req: IncomingMessage,
  siteUrl: string,
  rulesOf: (path: string) => RouteRules,
): Admission {
  const target = readTarget(req.url);
  if (!target) return refuse(400, "Check the address: it isn’t valid.");
  const reading = req.method === "GET" || req.method === "HEAD";
  if (!reading && req.method !== "POST") {
    return refuse(405, "Use GET, HEAD or POST. This site accepts no other method.", {
      Allow: "GET, HEAD, POST",
    });
  }
  const path = canonicalPath(target.path);
  if (isForFramework(path, target.query)) return refuse(404, "Page not found.");
  const rules = rulesOf(path);
  if (!reading) return admitUnsafe(req, siteUrl, target, rules);
  // Only built files have capitals in their names.
  if (target.path.startsWith("/assets/")) return { ok: true, target, reading, rules };
  if (path !== target.path) {
    const query = req.url?.slice(target.path.length) ?? "";
    return refuse(301, "", { Location: path + query });
  }
  return { ok: true, target, reading, rules };
}

/** Remix answers these with a route's raw data or the list of routes. No page of this site requests them. */
const isForFramework = (path: string, query: URLSearchParams) =>
  path.endsWith(".data") || path === "/__manifest" || query.has("_data") || query.has("_routes");

const ADVICE = "Go back, open the form on this site and submit it there.";

function admitUnsafe(req: IncomingMessage, siteUrl: string, target: Target, rules: RouteRules): Admission {
  if (!rules.fromAnywhere && isForeign(req.headers, siteUrl)) {
    const { origin, referer } = req.headers;
    const why =
      origin || referer || req.headers["sec-fetch-site"]
        ? `${ADVICE} This form was sent from a page of another site.`
        : `${ADVICE} Your browser didn’t say which page this form was sent from. Programs need to send the header “Origin: ${siteUrl}”.`;
    return refuse(403, why + settingsToCheck(req, siteUrl));
  }
  const length = req.headers["content-length"];
  if (req.headers["transfer-encoding"] || length === undefined) {
    return refuse(411, "Send a Content-Length header with the length of the body.");
  }
  if (Number(length) > (rules.maxBodyBytes ?? MAX_FORM_BYTES)) {
    if (rules.acceptsFile) return { ok: false, ...FILE_TOO_LARGE };
    return refuse(
      413,
      "Go back, where your text still is, and shorten it. It is longer than this site accepts.",
    );
  }
  return { ok: true, target, reading: false, rules };
}

/** If the browser doesn't say that the form came from another site, it may come from this site under an
 *  address that the settings don't know: the message then names the settings to check. */
function settingsToCheck({ headers }: IncomingMessage, siteUrl: string): string {
  const { origin, host } = headers;
  if (headers["sec-fetch-site"] || !origin || origin === "null") return "";
  return `

If this is your site, set SITE_URL to the address that readers see, or have the proxy pass on the Host header. The form was sent
from ${origin}, SITE_URL is ${siteUrl} and Host is ${host}.`;
}
