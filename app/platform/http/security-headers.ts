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

export function securityHeaders(siteUrl: string, developing = false): Record<string, string> {
  return {
    "Content-Security-Policy": developing ? POLICY_WHILE_DEVELOPING : POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    ...(siteUrl.startsWith("https:") && { "Strict-Transport-Security": `max-age=${ONE_YEAR_S}` }),
  };
}
