// What is made of what people say of themselves.

import { RENDER_VERSION } from "~/markdown/version";
import type { Reader, Writer } from "~/platform/database/database.server";
import { personKey } from "./person.server";

/** People who said something of themselves that was rendered before `version`, some of them. */
export const listStalePeople = (db: Reader, version: number, take: number) =>
  db.person.findMany({
    where: { renderVersion: { lt: version }, bioSource: { not: "" } },
    orderBy: [{ renderVersion: "asc" }, { id: "asc" }],
    take,
    select: { id: true, bioSource: true, renderVersion: true },
  });

/** Keeps what is made of `bioSource` now; null where nothing can be made of it any more, and what there is stays. */
export async function rewriteBio(
  tx: Writer,
  { id, bioSource }: { id: number; bioSource: string },
  html: string | null,
): Promise<void> {
  // Where the text was changed meanwhile, the change has made its own.
  await tx.db.person.updateMany({
    where: { id, bioSource },
    data: { ...(html !== null && { bioHtml: html }), renderVersion: RENDER_VERSION },
  });
  tx.changed(personKey(id));
}
