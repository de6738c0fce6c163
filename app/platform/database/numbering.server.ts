// Ids are never reused, because people cite them. The last id of each table therefore belongs to a site's
// data.

import { kindOf } from "./kinds.server";
import { LEFT_BEHIND } from "./tables";

/** The last id given out by each table of a site, by table name. */
export async function readNumbering(url: string): Promise<Map<string, number>> {
  const all = [...(await kindOf(url).readNumbering(url))];
  return new Map(all.filter(([name, last]) => last > 0 && !LEFT_BEHIND.includes(name)));
}
