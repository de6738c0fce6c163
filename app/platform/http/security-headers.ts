// Headers of every answer. A page runs only this site's scripts, loads nothing from other sites, and can't be
// framed.

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const ONE_YEAR_S = 31_536_000;

/** Vite's client opens a WebSocket and adds inline styles. */
const POLICY_WHILE_DEVELOPING = POLICY.replace(
  "style-src 'self'",
  "style-src 'self' 'unsafe-inline'",
).replace("connect-src 'self'", "connect-src 'self' ws:");

/** Names are in lower case, as in a Response, so that a page's own header replaces the default. */
export function securityHeaders(siteUrl: string, developing = false): Record<string, string> {
  return {
    "content-security-policy": developing ? POLICY_WHILE_DEVELOPING : POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    ...(siteUrl.startsWith("https:") && { "strict-transport-security": `max-age=${ONE_YEAR_S}` }),
  };
}
