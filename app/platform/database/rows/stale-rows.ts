/** Rows rendered by a version before `version`. */
interface Stale {
  renderVersion: { lt: number };
}

/** How to query a table; the caller chooses the columns. */
interface StaleRows<Row> {
  findOldest(query: {
    where: Stale;
    orderBy: { renderVersion: "asc" };
    select: { id: true };
  }): Promise<unknown>;
  list(query: {
    where: Stale & { id: { gt: number } };
    orderBy: { id: "asc" };
    take: number;
  }): Promise<Row[]>;
}

/** Rows rendered before `version`, in id order after the id `after`. Usually there are none, which the index
 *  on the version shows at once; in id order alone, the whole table would be read at every start. */
export async function listStale<Row>(
  { findOldest, list }: StaleRows<Row>,
  version: number,
  after: number,
  take: number,
): Promise<Row[]> {
  const where = { renderVersion: { lt: version } };
  if (!(await findOldest({ where, orderBy: { renderVersion: "asc" }, select: { id: true } }))) return [];
  return list({ where: { ...where, id: { gt: after } }, orderBy: { id: "asc" }, take });
}
