import type { Database, Transaction } from "./database/database.server";

/** A stored value that disagrees with the data from which it is derived. */
export interface Inconsistency {
  /** The affected row, such as "post 12". */
  row: string;
  /** What is wrong, such as "has a response count of 7 instead of 8". */
  problem: string;
  /** Recomputes the value from its source. Several inconsistencies may share one repair. Absent if only a person can
   *  repair it. */
  repair?: (tx: Transaction) => Promise<void>;
  /** A repair that takes long, such as rendering. It uses its own transaction and runs after all others. */
  repairApart?: (db: Database) => Promise<unknown>;
  /** What a person can do, if there is no automatic repair. */
  advice?: string;
}

export const isRepairable = ({ repair, repairApart }: Inconsistency): boolean =>
  (repair ?? repairApart) !== undefined;

/** A text rendered by another version. A text that this version refused is shown as typed, and only its
 *  author can repair it. */
export const staleText = (
  row: string,
  version: number,
  now: number,
  { isAsTyped, repair }: { isAsTyped: boolean; repair: NonNullable<Inconsistency["repairApart"]> },
): Inconsistency => ({
  row,
  problem: `was rendered with version ${version} instead of ${now}`,
  ...(isAsTyped
    ? { advice: "edit its text, which can’t be rendered and is shown as typed" }
    : { repairApart: repair }),
});

/** Rows per query of a check: keeps queries few and memory low, at half of the parameters that SQLite allows
 *  in one query. */
export const CHECK_BATCH = 500;
