/**
 * Whether a form or script of another site asked for this, or may have. Browsers say so in Sec-Fetch-Site, older ones in Origin, the
 * oldest in Referer, which this site's pages have them send to it. What shows none of these may come from a browser that something
 * between it and us has silenced, so it doesn't pass either; a program can show Origin.
 */
export function isForeign(
  headers: { [name: string]: string | string[] | undefined },
  siteUrl: string,
): boolean {
  const site = headers["sec-fetch-site"];
  if (site) return site !== "same-origin" && site !== "none";
  const { origin = originOf(headers.referer), host } = headers;
  if (typeof origin !== "string") return true;
  if (origin === siteUrl) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

const originOf = (address: string | string[] | undefined) =>
  typeof address === "string" && URL.canParse(address) ? new URL(address).origin : undefined;
