// Sitemaps for search engines (https://www.sitemaps.org/protocol.html).

import { markup } from "~/platform/markup";
import { each } from "../xml";

export const SITEMAP_TYPE = "application/xml";

/** The parts stand at this address too (`?part=`), because a sitemap may list only what is in its own folder or below. */
export const SITEMAP_PATH = "/sitemap.xml";
const partPath = (part: string) => `${SITEMAP_PATH}?part=${part}`;

/**
 * Ids in one part. The protocol allows 50,000 addresses and 50 MB; a part of this size has about 1.5 MB, so that the parts of a large
 * site don't take the place of the pages in the cache. By ids, so that each address stays in its part.
 */
export const IDS_IN_A_PART = 10_000;

export interface ListedAddress {
  /** Path of the page, unescaped. */
  path: string;
  /** When the page last changed, if that is known. */
  changedAt?: Date;
}

const NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";

export const writeSitemap = (siteUrl: string, pages: ListedAddress[]): string =>
  markup`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="${NAMESPACE}">
${each(
  pages,
  ({ path, changedAt }) =>
    markup`<url><loc>${siteUrl + encodeURI(path)}</loc>${changedAt && markup`<lastmod>${changedAt.toISOString()}</lastmod>`}</url>\n`,
)}</urlset>
`.html;

/** The sitemap of the sitemaps. */
export const writeSitemapIndex = (siteUrl: string, parts: string[]): string =>
  markup`<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="${NAMESPACE}">
${each(parts, (part) => markup`<sitemap><loc>${siteUrl + partPath(part)}</loc></sitemap>\n`)}</sitemapindex>
`.html;
