// Ids are never reused, because people cite them. The last id of each table therefore belongs to a site's
// data.

import { kindOf } from "../kinds.server";
import type { Table } from "./tables";

/** The last id given out by each of these tables, by table name. */
export async function readNumbering(url: string, tables: Table[]): Promise<Map<string, number>> {
  const names = new Set(tables.map(({ name }) => name));
  const all = [...(await kindOf(url).readNumbering(url))];
  return new Map(all.filter(([name, last]) => last > 0 && names.has(name)));
}
