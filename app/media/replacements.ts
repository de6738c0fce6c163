import { MAX_REPLACEMENTS } from "./media";

interface Replaceable {
  id: number;
  replacedById: number | null;
}

/** Puts in the place of each upload, by the hash in its address, the one that stands there now. */
export async function followReplacements<Row extends Replaceable>(
  shown: Map<string, Row>,
  findRows: (ids: number[]) => Promise<Row[]>,
): Promise<void> {
  for (let steps = 0; steps < MAX_REPLACEMENTS; steps++) {
    const ids = [...shown.values()].flatMap(({ replacedById }) => replacedById ?? []);
    if (ids.length === 0) return;
    const next = new Map((await findRows(ids)).map((row) => [row.id, row]));
    for (const [hash, row] of shown)
      shown.set(hash, next.get(row.replacedById ?? 0) ?? { ...row, replacedById: null });
  }
}
