// What stands on every answer. A reading page runs no script but this site's own files, loads nothing from elsewhere but a
// post's pictures, and can't be framed.

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' https: http:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const ONE_YEAR_S = 31_536_000;

export function securityHeaders(siteUrl: string): Record<string, string> {
  return {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    ...(siteUrl.startsWith("https:") && { "Strict-Transport-Security": `max-age=${ONE_YEAR_S}` }),
  };
}
