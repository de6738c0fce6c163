/** Crawlers may read everything except the forms, of which each response has one. */
const ROBOTS = `User-agent: *
Disallow: /posts/*/respond
Disallow: /posts/*/preview
`;

/** Changes only with the program. */
const ONE_DAY_S = 86_400;

export const loader = () =>
  new Response(ROBOTS, {
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": `public, max-age=${ONE_DAY_S}` },
  });
