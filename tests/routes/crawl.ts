import type { TestSite } from "../factories/site";

/** All pages reachable from `start` by links of this site, by address: with the headers of each answer, before its body. */
export async function crawl(
  site: TestSite,
  start: string[],
  headers: Record<string, string>,
): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  const read = async (path: string) => {
    const answer = await site.get(path, { headers });
    const body = `${[...answer.headers].join("\n")}\n${await answer.text()}`;
    pages.set(path, body);
    const found = [...body.matchAll(/(?:href|src|action)="(\/[^"#]*)/g)].map(([, href = ""]) => href);
    return [...found, answer.headers.get("Location")?.split("#")[0] ?? ""]
      .filter((next) => next.startsWith("/") && !next.startsWith("/assets/"))
      .map((next) => next.replaceAll("&amp;", "&"));
  };
  for (let waiting = start; waiting.length > 0; ) {
    const found = (await Promise.all(waiting.map(read))).flat();
    waiting = [...new Set(found)].filter((path) => !pages.has(path));
  }
  return pages;
}
