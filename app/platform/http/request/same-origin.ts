/** Whether a request may come from a page of another site. Browsers say so in Sec-Fetch-Site, older ones in
 *  Origin, the oldest in Referer, which this site's referrer policy allows for its own pages. A request with
 *  none of these is treated as foreign, since a proxy may have removed them; programs can send Origin. */
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
