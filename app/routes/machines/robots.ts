import type { LoaderFunctionArgs } from "@remix-run/node";
import { AI_CRAWLERS } from "~/feeds/sitemap/ai-crawlers";
import { SITEMAP_PATH } from "~/feeds/sitemap/sitemap";
import { keepsAiAway } from "~/site/site.server";

/** Crawlers may read everything except the forms, of which each response has one, and searches, of which there is no end. */
const EVERYONE = `User-agent: *
Disallow: /posts/*/respond
Disallow: /posts/*/preview
Disallow: /search
`;

/** One group (RFC 9309, section 2.2.1). */
const AI = `${AI_CRAWLERS.map((name) => `User-agent: ${name}`).join("\n")}
Disallow: /
`;

/** A changed setting is known within an hour; crawlers keep the file for up to a day all the same. */
const ONE_HOUR_S = 3_600;

export async function loader({ context: { db, siteUrl } }: LoaderFunctionArgs) {
  const groups = (await keepsAiAway(db)) ? [EVERYONE, AI] : [EVERYONE];
  return new Response([...groups, `Sitemap: ${siteUrl}${SITEMAP_PATH}\n`].join("\n"), {
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Cache-Control": `public, max-age=${ONE_HOUR_S}`,
    },
  });
}
