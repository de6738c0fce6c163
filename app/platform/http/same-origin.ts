/**
 * Whether a form or script of another site asked for this. Browsers say so in Sec-Fetch-Site, older ones in Origin; a request
 * with neither comes from no browser, and so carries nobody's standing by mistake.
 */
export function isForeign(
  headers: { [name: string]: string | string[] | undefined },
  siteUrl: string,
): boolean {
  const site = headers["sec-fetch-site"];
  if (site) return site !== "same-origin" && site !== "none";
  const { origin, host } = headers;
  if (!origin || typeof origin !== "string") return false;
  if (origin === siteUrl) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
