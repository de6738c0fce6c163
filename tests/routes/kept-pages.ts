import type { TestSite } from "../factories/site";

/** How often a page was asked for, by how it was come by. */
export async function cacheCounts(site: TestSite): Promise<Record<"hit" | "joined" | "miss", number>> {
  const text = await (await site.get("/metrics")).text();
  const count = (result: string) =>
    Number(new RegExp(`^longtable_page_cache_requests\\{result="${result}"\\} (\\d+)$`, "m").exec(text)?.[1]);
  return { hit: count("hit"), joined: count("joined"), miss: count("miss") };
}

/** Which of `pages` are no longer kept after `change`; all of them were before. */
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
