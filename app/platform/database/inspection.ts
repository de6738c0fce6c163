/** What can be learned about a database without opening it as a site or changing it. */
export interface Inspection {
  /** False if the file doesn't exist yet. */
  exists: boolean;
  /** Names of the applied migrations. */
  migrations: string[];
  /** Tables of a site that have rows. */
  filled: string[];
  /** All tables, of a site or not. */
  tables: string[];
}

/** For a file that can't be read as a database. It counts as filled, so that it isn't overwritten by
 *  mistake. */
export const DAMAGED: Inspection = { exists: true, migrations: [], filled: ["damaged"], tables: [] };
