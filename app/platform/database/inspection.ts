/** What can be told of a database without opening it as a site, and without changing anything. */
export interface Inspection {
  /** False where there is no file yet. */
  exists: boolean;
  /** The migrations that it says were applied. */
  migrations: string[];
  /** The tables that hold something of a site. */
  filled: string[];
  /** Tables of any kind, ours or not. */
  tables: string[];
}

/** Of a file that can't be read as a database: something was in it. */
export const DAMAGED: Inspection = { exists: true, migrations: [], filled: ["damaged"], tables: [] };
