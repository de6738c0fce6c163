import type { TestSite } from "../factories/site";

/** Number of page requests by outcome of the cache. */
export async function cacheCounts(site: TestSite): Promise<Record<"hit" | "joined" | "miss", number>> {
  const text = await (await site.get("/metrics")).text();
  const count = (result: string) =>
    Number(new RegExp(`^longtable_page_cache_requests\\{result="${result}"\\} (\\d+)$`, "m").exec(text)?.[1]);
  return { hit: count("hit"), joined: count("joined"), miss: count("miss") };
}

/** Returns which of `pages`, all cached before, are no longer cached after `change`. */
export async function forgottenBy(site: TestSite, pages: string[], change: () => Promise<unknown>) {
  for (const page of pages) await site.get(page);
  await change();
  const forgotten: string[] = [];
  let { hit } = await cacheCounts(site);
  for (const page of pages) {
    await site.get(page);
    const hitBefore = hit;
    ({ hit } = await cacheCounts(site));
    if (hit === hitBefore) forgotten.push(page);
  }
  return forgotten;
}
