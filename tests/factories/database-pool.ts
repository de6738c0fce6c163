// PostgreSQL databases that tests use one after the other. A copy of the template is 500 files, which cost more
// processor time than most tests. To empty small tables costs a hundredth of it.

import pg from "pg";

/** Tables that grew beyond this keep pages of deleted rows, which the planner would take for rows. */
const MAX_BYTES = 1_000_000;

/** Databases whose test has finished. */
const released = new Set<string>();
/** The schema of an unused copy of each template. */
const schemas = new Map<string, string>();

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

/** Notes the schema of an unused copy of `template`. */
export async function noteSchema(template: string, url: string): Promise<void> {
  if (!schemas.has(template)) schemas.set(template, await withClient(url, readSchema));
}

async function emptyIfReusable(client: pg.Client, template: string): Promise<boolean> {
  const { rows } = await client.query(`
    SELECT (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database()) AS connections,
      coalesce(sum(pg_total_relation_size(oid)), 0)::int AS bytes
    FROM pg_class WHERE ${IS_FILLED}`);
  if (rows[0].connections > 1 || rows[0].bytes > MAX_BYTES) return false;
  if ((await readSchema(client)) !== schemas.get(template)) return false;
  await client.query(EMPTY);
  return true;
}

/** Tables that have had rows, and sequences that were used, as the server counts it: to open every table only to find it
 *  empty would cost more than a copy. A server that crashed has lost its counts, which readSchema() sees. */
const IS_FILLED = `relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> '_prisma_migrations'
  AND pg_stat_get_tuples_inserted(oid) > 0`;
const IS_USED = `relnamespace = 'public'::regnamespace AND relkind = 'S' AND pg_stat_get_blocks_fetched(oid) > 0`;

/** A digest of everything that statements other than INSERT, UPDATE and DELETE change: the catalogue, which also
 *  records TRUNCATE and ANALYZE, the settings of the database, the applied migrations, and since when the server counts.
 *  A change of a row gives it a higher transaction (xmin), or in pg_class, which ANALYZE changes in place, other values. */
async function readSchema(client: pg.Client): Promise<string> {
  const versionsOf = (from: string) =>
    `(SELECT concat(count(*), ':', max(t.xmin::text::bigint)) FROM ${from})`;
  const catalogue = [
    "pg_attribute t WHERE attrelid >= 16384",
    "pg_attrdef t",
    "pg_constraint t",
    "pg_index t",
    "pg_trigger t",
    "pg_proc t WHERE oid >= 16384",
    "pg_namespace t WHERE nspname NOT LIKE 'pg_temp%' AND nspname NOT LIKE 'pg_toast_temp%'",
    "pg_extension t",
    "pg_statistic t",
    "pg_db_role_setting t JOIN pg_database d ON d.oid = t.setdatabase WHERE d.datname = current_database()",
    "_prisma_migrations t",
  ];
  const { rows } = await client.query(`SELECT concat_ws(' ', ${catalogue.map(versionsOf).join(", ")},
    (SELECT md5(string_agg(t::text, '' ORDER BY oid)) FROM pg_class t WHERE oid >= 16384),
    pg_stat_get_bgwriter_stat_reset_time()) AS schema`);
  return rows[0].schema;
}

/** Empties the tables without their triggers and references, and restarts the sequences. */
const EMPTY = `
  SET session_replication_role = replica;
  DO $$ DECLARE name regclass; BEGIN
    FOR name IN SELECT oid FROM pg_class WHERE ${IS_FILLED} LOOP EXECUTE format('DELETE FROM %s', name); END LOOP;
    FOR name IN SELECT oid FROM pg_class WHERE ${IS_USED} LOOP PERFORM setval(name, 1, false); END LOOP;
  END $$;
  SELECT pg_stat_reset();`;

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
