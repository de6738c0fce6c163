// Pages of the sample blog.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { deletePage } from "./page-commands.server";

/** Pages of the sample blog that were not edited. */
export const listSamplePages = (db: DatabaseClient) =>
  db.page.findMany({
    where: { sample: true },
    orderBy: { id: "asc" },
    select: { id: true, slug: true, title: true },
  });

/** Deletes those of the given pages that are still marked as sample. Returns their number. */
export async function removeSamplePages(tx: Transaction, ids: number[]): Promise<number> {
  const pages = await tx.db.page.findMany({ where: { id: { in: ids }, sample: true }, select: { id: true } });
  for (const { id } of pages) await deletePage(tx, id);
  return pages.length;
}

/** Whether any page was imported under an origin with this prefix. */
export const hasPagesFrom = async (db: DatabaseClient, prefix: string): Promise<boolean> =>
  (await db.page.findFirst({ where: { origin: { startsWith: prefix } }, select: { id: true } })) !== null;
