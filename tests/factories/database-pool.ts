// PostgreSQL databases that tests use one after the other. A copy of the template is 500 files, which cost more
// processor time than most tests. To empty small tables costs a hundredth of it.

import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

/** Tables that grew beyond this together keep pages of deleted rows, which the planner would take for rows. Without indexes:
 *  those of thirty tables are as large with one row each. */
const MAX_BYTES = 1_000_000;

/** The server ends a connection's process a moment after the connection was closed, on a busy machine later. */
const LOOKS = 25;
const LOOK_PAUSE_MS = 20;

/** Databases whose test has finished. */
const released = new Set<string>();
/** The state of an unused copy of each template. */
const states = new Map<string, string>();

/** Gives a database back after its test. It may still have connections, which end soon. */
export const releaseDatabase = (url: string) => void released.add(url);

/** A released database, emptied, or undefined if there is none. Databases are discarded when anything but their rows
 *  differs from `template`, when they are connected to, and when they were large. */
export async function takeReleased(template: string): Promise<string | undefined> {
  for (const url of released) {
    released.delete(url);
    if (await withClient(url, (client) => emptyIfReusable(client, template))) return url;
  }
  return undefined;
}

/** Notes the state of an unused copy of `template`. */
export async function noteState(template: string, url: string): Promise<void> {
  if (!states.has(template)) states.set(template, await withClient(url, readState));
}

async function emptyIfReusable(client: pg.Client, template: string): Promise<boolean> {
  if (!(await isAlone(client)) || (await readState(client)) !== states.get(template)) return false;
  const { rows } = await client.query<{ name: string; kind: "r" | "S"; bytes: number }>(USED);
  if (rows.reduce((sum, { bytes }) => sum + bytes, 0) > MAX_BYTES) return false;
  await client.query(
    [
      // Without triggers and references.
      "SET session_replication_role = replica",
      ...rows.map(({ kind, name }) =>
        kind === "r" ? `DELETE FROM ${name}` : `SELECT setval('${name}', 1, false)`,
      ),
      "SELECT pg_stat_reset()",
    ].join(";"),
  );
  return true;
}

/** Whether nothing else is connected to the database, now or soon. */
async function isAlone(client: pg.Client): Promise<boolean> {
  for (let look = 1; look <= LOOKS; look++) {
    const { rows } = await client.query(
      "SELECT pg_stat_get_db_numbackends(oid) AS count FROM pg_database WHERE datname = current_database()",
    );
    if (rows[0].count === 1) return true;
    await pause(LOOK_PAUSE_MS);
  }
  return false;
}

/** Tables that have had rows, and sequences that were used, as the server counts it: to open every table only to find it
 *  empty would cost more than a copy. A server that crashed has lost its counts, which readState() sees. */
const USED = `
  SELECT oid::regclass::text AS name, relkind AS kind, pg_relation_size(oid)::int AS bytes
  FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations' AND (
    relkind = 'r' AND pg_stat_get_tuples_inserted(oid) > 0 OR relkind = 'S' AND pg_stat_get_blocks_fetched(oid) > 0)`;

/** A digest of everything that statements other than INSERT, UPDATE and DELETE change: the catalogue, which also
 *  records TRUNCATE and ANALYZE, the settings of the database, the applied migrations, and since when the server counts.
 *  A change of a row gives it a higher transaction (xmin), or in pg_class, which ANALYZE changes in place, other sizes. */
async function readState(client: pg.Client): Promise<string> {
  const versionsOf = (from: string) =>
    `(SELECT concat(count(*), ':', max(t.xmin::text::bigint)) FROM ${from})`;
  const catalogue = [
    "pg_class t",
    "pg_attribute t WHERE attrelid >= 16384",
    "pg_attrdef t",
    "pg_constraint t",
    "pg_index t",
    "pg_trigger t",
    "pg_proc t WHERE oid >= 16384",
    "pg_namespace t WHERE nspname NOT LIKE 'pg_temp%' AND nspname NOT LIKE 'pg_toast_temp%'",
    "pg_extension t",
    "pg_db_role_setting t JOIN pg_database d ON d.oid = t.setdatabase WHERE d.datname = current_database()",
    "_prisma_migrations t",
  ];
  const { rows } = await client.query(`SELECT concat_ws(' ', ${catalogue.map(versionsOf).join(", ")},
    (SELECT concat(sum(relpages), ':', sum(reltuples)) FROM pg_class),
    pg_stat_get_bgwriter_stat_reset_time()) AS schema`);
  return rows[0].schema;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
