import type { DatabaseClient } from "~/platform/database/database.server";
import { CHECK_BATCH, type Inconsistency } from "~/platform/inconsistency";
import { pageKey } from "./page.server";

/** Checks for former slugs that are a page's present one. */
export async function checkFormerPageSlugs(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = ""; ; ) {
    const former = await db.formerPageSlug.findMany({
      where: { slug: { gt: last } },
      orderBy: { slug: "asc" },
      take: CHECK_BATCH,
    });
    const present = await db.page.findMany({
      where: { slug: { in: former.map(({ slug }) => slug) } },
      select: { id: true, slug: true },
    });
    const owners = new Map(present.map(({ slug, id }) => [slug, id]));
    for (const { slug, pageId } of former) {
      const owner = owners.get(slug);
      const row = `former slug ${slug} of a page`;
      // Which of two pages readers should find there, only a person knows.
      if (owner !== undefined && owner !== pageId)
        inconsistencies.push({ row, problem: `redirects to page ${pageId}, but page ${owner} uses it now` });
      if (owner === pageId)
        inconsistencies.push({
          row,
          problem: `redirects to page ${pageId}, which still uses it`,
          async repair(tx) {
            await tx.db.formerPageSlug.deleteMany({ where: { slug, pageId, page: { slug } } });
            tx.invalidate(pageKey(pageId));
          },
        });
    }
    if (former.length < CHECK_BATCH) return inconsistencies;
    last = former.at(-1)?.slug ?? last;
  }
}

/** Checks that each page has the number of its last version. */
export async function checkPageVersions(db: DatabaseClient): Promise<Inconsistency[]> {
  const inconsistencies: Inconsistency[] = [];
  for (let last = 0; ; ) {
    const pages = await db.page.findMany({
      where: { id: { gt: last } },
      orderBy: { id: "asc" },
      take: CHECK_BATCH,
      select: {
        ...{ id: true, version: true },
        versions: { orderBy: { number: "desc" }, take: 1, select: { number: true } },
      },
    });
    for (const { id, version, versions } of pages) {
      const number = versions[0]?.number ?? 0;
      if (version !== number)
        inconsistencies.push({
          row: `page ${id}`,
          problem: `has version ${version}, but its last version is ${number}`,
          async repair(tx) {
            await tx.db.page.updateMany({ where: { id, version }, data: { version: number } });
          },
        });
    }
    if (pages.length < CHECK_BATCH) return inconsistencies;
    last = pages.at(-1)?.id ?? last;
  }
}
