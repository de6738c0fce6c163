// Renders bios.

import { renderAgain } from "~/markdown/render-again";
import type { RenderMarkdown, RenderResult } from "~/markdown/rendered";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { BIO, bioFields } from "./bio";
import { personKey } from "./person.server";

/** People whose bio was rendered before `version`, in id order after the id `after`. */
export const listStalePeople = (db: DatabaseClient, version: number, after: number, take: number) =>
  db.person.findMany({
    where: { renderVersion: { lt: version }, bioSource: { not: "" }, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, bioSource: true, bioHtml: true, renderVersion: true },
  });

interface StaleBio {
  id: number;
  bioSource: string;
  bioHtml: string;
  renderVersion: number;
}

/** Renders a bio again, unless it has changed. Returns false if the renderer is busy; nothing is stored
 *  then. */
export const renderBioAgain = (
  deps: { db: Database; render: RenderMarkdown },
  person: StaleBio,
): Promise<boolean> =>
  renderAgain<Transaction>(deps, person.bioSource, BIO, (tx, text) => rewriteBio(tx, person, text));

/** Stores the new HTML. If the bio was refused, the source is shown as typed and the old version is kept. */
async function rewriteBio(
  tx: Transaction,
  { id, bioSource, renderVersion }: StaleBio,
  text: RenderResult,
): Promise<void> {
  // The condition on the source: if the bio has changed in the meantime, that change has stored its own HTML.
  await tx.db.person.updateMany({
    where: { id, bioSource },
    data: { ...bioFields(bioSource, text), ...(!text.ok && { renderVersion }) },
  });
  tx.invalidate(personKey(id));
}

/** The bios that have these words in them, in order of id. */
export async function listBiosWith(db: DatabaseClient, words: string, after: number, take: number) {
  const rows = await db.person.findMany({
    where: { bioSource: { contains: words }, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, bioSource: true },
  });
  return rows.map(({ id, bioSource: source }) => ({ id, source }));
}
