// What is made of what people say of themselves.

import { renderAgain } from "~/markdown/render-again";
import type { RenderMarkdown, RenderResult } from "~/markdown/rendered";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { BIO, bioFields } from "./bio";
import { personKey } from "./person.server";

/** People who said something of themselves that was rendered before `version`, after one, in order of their ids. */
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
  renderVersion: number;
}

/** Renders a bio again, if it still says that then. False where it can't be rendered just now. */
export const remakeBio = (
  deps: { db: Database; render: RenderMarkdown },
  person: StaleBio,
): Promise<boolean> =>
  renderAgain<Transaction>(deps, person.bioSource, BIO, (tx, text) => rewriteBio(tx, person, text));

/** Keeps what is made of `bioSource` now. Where nothing can be made of it, it shows the source, and its version stays the old one. */
async function rewriteBio(
  tx: Transaction,
  { id, bioSource, renderVersion }: StaleBio,
  text: RenderResult,
): Promise<void> {
  // Where the text was changed meanwhile, the change has made its own.
  await tx.db.person.updateMany({
    where: { id, bioSource },
    data: { ...bioFields(bioSource, text), ...(!text.ok && { renderVersion }) },
  });
  tx.invalidate(personKey(id));
}
