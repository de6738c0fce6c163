// Ids are never given twice, because people cite them: so how far each table has counted belongs to a site.

import { kindOf } from "./kinds.server";
import { LEFT_BEHIND } from "./tables";

/** How far the tables of a site have counted, by name. */
export async function readNumbering(url: string): Promise<Map<string, number>> {
  const all = [...(await kindOf(url).readNumbering(url))];
  return new Map(all.filter(([name, last]) => last > 0 && !LEFT_BEHIND.includes(name)));
}
