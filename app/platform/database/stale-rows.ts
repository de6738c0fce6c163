/** Rows that a version before `version` rendered. */
interface Stale {
  renderVersion: { lt: number };
}

/** How a table is asked for its rows; whoever owns it says which columns it gives. */
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

/**
 * Rows that were rendered before `version`, after one, in order of their ids. Nearly always there is none, which the index of versions
 * tells: in order of ids the whole table would be read at every start.
 */
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
