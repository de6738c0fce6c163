// Checks that uses of uploads agree with the texts that name them. They decide who sees an upload, and which are deleted as unused.

import { columnOf, keyOfPlace, listPlaces, type MediaPlace } from "~/media/use/media-use.server";
import { compareUses, repairUses } from "~/media/use/media-use-check.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import type { Inconsistency } from "~/platform/inconsistency";
import { listNaming, readTextOf } from "./text-of-place.server";

export async function checkUses(db: DatabaseClient): Promise<Inconsistency[]> {
  const places = new Map<string, MediaPlace>();
  for await (const place of listNaming(db)) places.set(keyOfPlace(place), place);
  for (const place of await listPlaces(db)) places.set(keyOfPlace(place), place);
  const found: Inconsistency[] = [];
  for (const place of places.values()) {
    const { missing, stale, unmarked, marked } = await compareUses(db, place, await readTextOf(db, place));
    const [column, id] = columnOf(place);
    const row = `${column === "heldEditId" ? "edit" : column.replace(/Id$/, "")} ${id}`;
    const add = (ids: number[], problemOf: (id: number) => string) => {
      for (const id of ids)
        found.push({ row, problem: problemOf(id), repair: (tx) => repairUsesOf(tx, place) });
    };
    add(missing, (id) => `shows upload ${id}, and isn’t among the texts that show it`);
    add(stale, (id) => `is among the texts that show upload ${id}, and doesn’t`);
    add(unmarked, (id) => `shows upload ${id} without alternative text, and isn’t marked so`);
    add(marked, (id) => `is marked as showing upload ${id} without alternative text, and doesn’t`);
  }
  return found;
}

/** Makes the uses of a text agree with what it says now. */
export const repairUsesOf = async (tx: Transaction, place: MediaPlace): Promise<void> =>
  repairUses(tx, place, await readTextOf(tx.db, place));
