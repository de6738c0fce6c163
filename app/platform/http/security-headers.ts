// What stands on every answer. A reading page runs no script but this site's own files, loads nothing from elsewhere, not
// even a picture, and can't be framed.

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

/** While developing, Vite's client speaks to its own port and puts styles into the page. */
const POLICY_WHILE_DEVELOPING = POLICY.replace(
  "style-src 'self'",
  "style-src 'self' 'unsafe-inline'",
).replace("connect-src 'self'", "connect-src 'self' ws:");

/** Under names in lower case, as a Response names its own. */
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
