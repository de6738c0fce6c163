// The lines of feeds, and of what else programs ask for, in the table of pages (acts-table.ts): everybody reads them.

const FEEDS = ["/feed", "/feed.atom", "/feed.json"];
const OUTCOMES = { open: "yes yes yes yes yes yes yes", missing: "none none none none none none none" };

/** Routes and addresses of pages with feeds. */
const FOLLOWED: [route: string, address: string, outcome: keyof typeof OUTCOMES][] = [
  ["", "", "open"],
  ["/responses", "/responses", "open"],
  ["/posts/:slug", "/posts/x", "open"],
  ["/tags/:slug", "/tags/t", "open"],
  ["/series/:slug", "/series/none", "missing"],
  ["/people/:handle", "/people/zoe", "open"],
];

const CITATIONS = ["/cite", "/cite.ris", "/cite.bib", "/cite.json"].flatMap((cite): Line[] => [
  [`/posts/:slug${cite}`, [`/posts/x${cite}`, OUTCOMES.open]],
  [`/comments/:id${cite}`, [`/comments/OTHERS${cite}`, OUTCOMES.open]],
]);

type Line = [route: string, page: [address: string, get: string]];

export const FEED_PAGES: Record<string, [address: string, get: string]> = Object.fromEntries([
  ...["/feeds.opml", "/robots.txt", "/sitemap.xml", "/opensearch.xml"].map((path) => [
    path,
    [path, OUTCOMES.open],
  ]),
  ...CITATIONS,
  ["/oembed", ["/oembed?url=x", OUTCOMES.missing]],
  ...FOLLOWED.flatMap(([route, address, outcome]) =>
    FEEDS.map((feed) => [route + feed, [address + feed, OUTCOMES[outcome]]]),
  ),
]);
