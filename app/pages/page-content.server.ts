// Standing pages as an export of the site's content reads them.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { hashImported, type ImportState, importStateOf } from "~/platform/imported-hash";
import { pageStatus } from "~/visibility/status";
import { findPageIdBySlug, pageKey } from "./page.server";

const PAGES_AT_ONCE = 20;

/** The published pages; with `others`, those that were withdrawn. */
export async function* readPageContent(db: DatabaseClient, { others = false } = {}) {
  for (let last = 0; ; ) {
    const rows = await db.page.findMany({
      where: { id: { gt: last }, status: others ? pageStatus.withdrawn : pageStatus.published },
      orderBy: { id: "asc" },
      take: PAGES_AT_ONCE,
      select: {
        ...{ id: true, slug: true, title: true, source: true, language: true, position: true },
        formerSlugs: { select: { slug: true } },
      },
    });
    for (const { formerSlugs, ...page } of rows)
      yield { ...page, formerSlugs: formerSlugs.map(({ slug }) => slug).sort() };
    if (rows.length < PAGES_AT_ONCE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** Makes slugs that a page had before lead to it. Returns those that are or were another one's. */
export async function keepFormerSlugs(tx: Transaction, pageId: number, slugs: string[]): Promise<string[]> {
  const taken: string[] = [];
  for (const slug of slugs) {
    const owner = await findPageIdBySlug(tx.db, slug);
    if (owner !== null && owner !== pageId) taken.push(slug);
    if (owner !== null) continue;
    await tx.db.formerPageSlug.create({ data: { slug, pageId } });
    tx.invalidate(pageKey(pageId));
  }
  return taken;
}

async function readHashed(db: DatabaseClient, id: number) {
  const { importedHash, updatedAt, title, slug, source, language, status } = await db.page.findUniqueOrThrow({
    where: { id },
  });
  return { importedHash, updatedAt, hash: hashImported(title, slug, source, language, status) };
}

/** Whether a page is as an import stored it, and when it was last saved. */
export async function readImportState(
  db: DatabaseClient,
  id: number,
): Promise<{ state: ImportState; savedAt: Date }> {
  const { importedHash, updatedAt, hash } = await readHashed(db, id);
  return { state: importStateOf(importedHash, hash), savedAt: updatedAt };
}

/** Notes that a page is as the import of this origin stored it. */
export async function noteImported(tx: Transaction, id: number, origin: string): Promise<void> {
  const { hash: importedHash } = await readHashed(tx.db, id);
  await tx.db.page.update({ where: { id }, data: { origin, importedHash }, select: { id: true } });
}
