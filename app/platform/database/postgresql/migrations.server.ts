import { randomUUID } from "node:crypto";
import pg from "pg";
import { MIGRATIONS_TABLE } from "../../../../prisma/migrations-table.mjs";
import { type Recorded, timestamp, type WithRecord } from "../migrations/migration-record";

/** The id of the advisory lock that `prisma migrate` takes. */
const PRISMA_LOCK = 72_707_369;
const CONNECT_TIMEOUT_MS = 5_000;

/** Prisma's migration record in the database at a `postgresql:` address. */
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
      // Closing the connection rolls back an open transaction.
      await client.end();
    }
  };
}

const recordIn = (client: pg.Client) => ({
  list: async () => (await client.query<Recorded>("SELECT * FROM _prisma_migrations")).rows,
  // No copy: a dump of a large database would delay the start, and PostgreSQL servers have their own backups.
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
  // PostgreSQL enforces foreign keys during a migration.
  countBroken: async () => 0,
});
