// What a request may be, before anything is done for it.

import type { IncomingMessage } from "node:http";
import { canonicalPath, readTarget, type Target } from "./request-target";
import { isForeign } from "./same-origin";

/** The longest post (150,000 characters) in a form: letters of four bytes, percent-encoded. */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

export interface Refusal {
  status: number;
  message: string;
  headers?: Record<string, string>;
}

export type Admission = { ok: true; target: Target; reading: boolean } | ({ ok: false } & Refusal);

const refuse = (status: number, message: string, headers: Record<string, string> = {}): Admission => {
  return { ok: false, status, message, headers };
};

export function admit(req: IncomingMessage, siteUrl: string): Admission {
  const target = readTarget(req.url);
  if (!target) return refuse(400, "That is not an address of this site.");
  const reading = req.method === "GET" || req.method === "HEAD";
  if (!reading && req.method !== "POST") {
    return refuse(405, "This site answers GET, HEAD and POST.", { Allow: "GET, HEAD, POST" });
  }
  if (!reading) return admitUnsafe(req, siteUrl, target);
  // Built files alone have capitals in their names.
  if (target.path.startsWith("/assets/")) return { ok: true, target, reading };
  const path = canonicalPath(target.path);
  // Remix would answer with a page's bare data, which no page of this site asks for.
  if (path.endsWith(".data")) return refuse(404, "There is no such page.");
  if (path !== target.path) {
    const query = req.url?.slice(target.path.length) ?? "";
    return refuse(301, "", { Location: path + query });
  }
  return { ok: true, target, reading };
}

function admitUnsafe(req: IncomingMessage, siteUrl: string, target: Target): Admission {
  if (isForeign(req.headers, siteUrl)) {
    const advice = "Go back, open the form on this site, and send it from there.";
    return refuse(
      403,
      `This was sent from a page of another site. ${advice}${settingsToCheck(req, siteUrl)}`,
    );
  }
  const length = req.headers["content-length"];
  if (req.headers["transfer-encoding"] || length === undefined) {
    return refuse(411, "Say how long the body is, in Content-Length.");
  }
  if (Number(length) > MAX_BODY_BYTES) {
    return refuse(
      413,
      "That is more than this site takes at once. Go back, where your text still is, and send less of it.",
    );
  }
  return { ok: true, target, reading: false };
}

/** Where a browser doesn't say that the page was another site's, it may have been our own under an address that we don't know. */
function settingsToCheck({ headers }: IncomingMessage, siteUrl: string): string {
  const { origin, host } = headers;
  if (headers["sec-fetch-site"] || !origin || origin === "null") return "";
  return `

If that page was this site’s own, whoever runs it has a setting to mend. The page came from ${origin}; SITE_URL is ${siteUrl}, and
Host is ${host}. Set SITE_URL to the address that readers see, or let the proxy pass Host on.`;
}
