// Compares the files in the store with the rows that name them, both ways.

import type { DatabaseClient } from "~/platform/database/database.server";
import type { Inconsistency } from "~/platform/inconsistency";
import type { Check } from "~/platform/inventory";
import { deleteStray } from "./delete-files.server";
import { hashOf } from "./file-parts";
import { readFileRows } from "./file-rows.server";
import type { MediaStore } from "./store";
import { isStoreFailure } from "./store-failure";

/** Files come before their row: younger ones may belong to an upload that is under way. */
const STRAY_AFTER_MS = 86_400_000;

/** What a store and the rows disagree about. */
interface Differences {
  /** Hashes of files of which there is no row, with their number of parts. */
  strays: Map<string, number>;
  /** Keys of parts that their row doesn't name. */
  extras: string[];
  /** Keys that the site never makes. */
  foreign: string[];
  /** Parts that a row names and the store lacks, or has in another length. */
  lacking: { hash: string; upload: string; keys: string[] }[];
}

/** Reads the rows first, so that each of their files is in the store by then. */
export async function compareStore(db: DatabaseClient, store: MediaStore, now: Date): Promise<Differences> {
  const rows = await readFileRows(db);
  const lengths = new Map<string, number>();
  const differences: Differences = { strays: new Map(), extras: [], foreign: [], lacking: [] };
  for await (const { key, bytes, changedAt } of store.list()) {
    const hash = hashOf(key);
    const row = hash === null ? undefined : rows.get(hash);
    if (row?.parts.has(key)) lengths.set(key, bytes);
    if (row?.parts.has(key) || now.getTime() - changedAt.getTime() < STRAY_AFTER_MS) continue;
    if (hash === null) differences.foreign.push(key);
    else if (row) differences.extras.push(key);
    else differences.strays.set(hash, (differences.strays.get(hash) ?? 0) + 1);
  }
  for (const [hash, { parts, upload }] of rows) {
    const keys = [...parts].flatMap(([key, bytes]) => (lengths.get(key) === bytes ? [] : [key]));
    if (upload && keys.length > 0)
      differences.lacking.push({ hash, upload: `upload ${upload.id} (${upload.name})`, keys });
  }
  return differences;
}

/** Checks the store. Files that nothing names are deleted; those that are missing can only come from a backup. */
export const storedFilesCheck = (store: MediaStore): Check => ({
  name: "files of uploads",
  async find(db, now) {
    try {
      return listInconsistencies(store, await compareStore(db, store, now), now);
    } catch (error) {
      if (!isStoreFailure(error)) throw error;
      return [
        {
          row: "media store",
          problem: `can’t be read: ${error.reason}`,
          advice: "check again once it answers",
        },
      ];
    }
  },
});

function listInconsistencies(
  store: MediaStore,
  { strays, extras, foreign, lacking }: Differences,
  now: Date,
): Inconsistency[] {
  const found: Inconsistency[] = [...strays].map(([hash, parts]) => ({
    row: `file ${hash.slice(0, 12)} in the store`,
    problem: `belongs to no upload (${parts} of its parts are there)`,
    repairApart: (db) => deleteStray({ db, store }, hash, now),
  }));
  for (const key of extras)
    found.push({
      row: `${key} in the store`,
      problem: "isn’t among the parts of its upload",
      repairApart: () => store.delete(key),
    });
  const [first] = foreign;
  if (first !== undefined)
    found.push({
      row: `${first}${foreign.length > 1 ? ` and ${foreign.length - 1} more` : ""} in the store`,
      problem: "wasn’t put there by the site",
      advice: "delete it, or move it elsewhere",
    });
  for (const { hash, upload, keys } of lacking)
    found.push({
      row: upload,
      problem: `lacks in the store, or has in another length: ${keys.join(", ")}`,
      advice: `copy uploads/${hash.slice(0, 2)}/${hash} from a backup to where uploads are kept, or upload the file again and replace this one`,
    });
  return found;
}
