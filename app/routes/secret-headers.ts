/** For a page whose address is a secret: no other site, archive or search engine may learn it. */
export const SECRET_HEADERS = { "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow" };
