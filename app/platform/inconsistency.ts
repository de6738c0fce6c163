import type { Database, Transaction } from "./database/database.server";

/** Something in the database that disagrees with what it should follow from. */
export interface Inconsistency {
  /** Which row: "post 12". */
  row: string;
  /** What is wrong with it: "has a response count of 7 instead of 8". */
  fault: string;
  /** Makes it right from what a person wrote, once for all faults that share it. Absent where only a person can. */
  repair?: (tx: Transaction) => Promise<void>;
  /** The same for what takes long, such as rendering: it writes in a transaction of its own, and only when all else is done. */
  repairApart?: (db: Database) => Promise<unknown>;
  /** What a person can do, where only a person can. */
  advice?: string;
}

export const isRepairable = ({ repair, repairApart }: Inconsistency): boolean =>
  (repair ?? repairApart) !== undefined;

/** A text that another version rendered. One that this version refused is shown as it was typed: only who wrote it can help. */
export const staleText = (
  row: string,
  version: number,
  now: number,
  { isAsTyped, repair }: { isAsTyped: boolean; repair: NonNullable<Inconsistency["repairApart"]> },
): Inconsistency => ({
  row,
  fault: `was rendered with version ${version} instead of ${now}`,
  ...(isAsTyped
    ? { advice: "edit its text, which can’t be rendered and is shown as typed" }
    : { repairApart: repair }),
});

/** Rows that are looked at together: few queries, little held at once, and half of the values that a query on SQLite may carry. */
export const CHECK_BATCH = 500;
