// Ids are never given twice, because people cite them: so how far each table has counted belongs to a site.

import { raisePostgresNumbering, readPostgresNumbering } from "./postgresql/numbering.server";
import { raiseSqliteNumbering, readSqliteNumbering } from "./sqlite/numbering.server";
import { LEFT_BEHIND } from "./tables";
import { providerOf } from "./url";

/** How far the tables of a site have counted, by name. */
export async function readNumbering(url: string): Promise<Map<string, number>> {
  const read = providerOf(url) === "postgresql" ? readPostgresNumbering : readSqliteNumbering;
  const all = [...(await read(url))];
  return new Map(all.filter(([name, last]) => last > 0 && !LEFT_BEHIND.includes(name)));
}

export async function raiseNumbering(url: string, numbering: ReadonlyMap<string, number>): Promise<void> {
  await (providerOf(url) === "postgresql" ? raisePostgresNumbering : raiseSqliteNumbering)(url, numbering);
}
