interface Replaceable {
  id: number;
  replacedById: number | null;
}

/** Puts in the place of each upload, by the hash in its address, the one that stands there now. That one isn't replaced itself. */
export async function followReplacements<Row extends Replaceable>(
  shown: Map<string, Row>,
  findRows: (ids: number[]) => Promise<Row[]>,
): Promise<void> {
  const ids = [...shown.values()].flatMap(({ replacedById }) => replacedById ?? []);
  if (ids.length === 0) return;
  const replacements = new Map((await findRows(ids)).map((row) => [row.id, row]));
  for (const [hash, row] of shown) shown.set(hash, replacements.get(row.replacedById ?? 0) ?? row);
}
