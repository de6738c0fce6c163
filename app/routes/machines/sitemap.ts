import type { LoaderFunctionArgs } from "@remix-run/node";
import { SITEMAP_TYPE, writeSitemap, writeSitemapIndex } from "~/feeds/sitemap/sitemap";
import { listSitemapParts, readSitemapPart } from "~/feeds/sitemap/sitemap-parts.server";
import { notFound } from "../not-found";
import type { PageHandle } from "../page-handle";

export const handle: PageHandle = { cached: { types: [SITEMAP_TYPE], query: ["part"] } };

/** The list of the sitemap's parts, or one of them. */
export async function loader({ context: { db, siteUrl, query, addCacheTags } }: LoaderFunctionArgs) {
  const part = query("part").get("part");
  if (part === null) {
    const { parts, tags } = await listSitemapParts(db);
    addCacheTags(...tags);
    return answer(writeSitemapIndex(siteUrl, parts));
  }
  const found = await readSitemapPart(db, part);
  if (!found) throw notFound("part of the sitemap");
  addCacheTags(...found.tags);
  return answer(writeSitemap(siteUrl, found.pages));
}

const answer = (xml: string) =>
  new Response(xml, { headers: { "Content-Type": `${SITEMAP_TYPE}; charset=utf-8` } });
