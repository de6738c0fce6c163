import { randomUUID } from "node:crypto";
import pg from "pg";
import { MIGRATIONS_TABLE } from "../../../../prisma/migrations-table.mjs";
import { type Recorded, timestamp, type WithRecord } from "../migration-record";

/** The lock that Prisma's own command takes while it migrates. */
const PRISMA_LOCK = 72_707_369;
const CONNECT_TIMEOUT_MS = 5_000;

/** Prisma's record in the database at a `postgresql:` address. */
export function openPostgresRecord(url: string): WithRecord {
  return async (work) => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
    client.on("error", () => {});
    await client.connect();
    try {
      await client.query("BEGIN");
      await client.query("SELECT pg_advisory_xact_lock($1)", [PRISMA_LOCK]);
      await client.query(MIGRATIONS_TABLE.postgresql);
      const result = await work(recordIn(client));
      await client.query("COMMIT");
      return result;
    } finally {
      // A transaction that is open still is undone with its connection.
      await client.end();
    }
  };
}

const recordIn = (client: pg.Client) => ({
  list: async () => (await client.query<Recorded>("SELECT * FROM _prisma_migrations")).rows,
  // Its administrator's own backups are the way here: a dump of a large one would hold up the start.
  keepCopy: async () => null,
  async apply({ name, sql, checksum }: { name: string; sql: string; checksum: string }) {
    const startedAt = timestamp();
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, $5, 1)`,
      [randomUUID(), checksum, name, startedAt, timestamp()],
    );
  },
  // PostgreSQL checks them itself.
  countBroken: async () => 0,
});
