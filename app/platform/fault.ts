import type { Writer } from "./database/database.server";

/** Something in the database that disagrees with what it should follow from. */
export interface Fault {
  /** Which row: "post 12". */
  row: string;
  /** What is wrong with it: "counts 7 responses, and has 8". */
  fault: string;
  /** Makes it right from what a person wrote, once for all faults that share it. Absent where only a person can. */
  mend?: (tx: Writer) => Promise<void>;
}

/** Rows that are looked at together: few queries, little held at once, and half of the values that a query on SQLite may carry. */
export const CHECK_BATCH = 500;
