import type pg from "pg";
import { MODELS } from "../copying/tables";
import type { Inspection } from "../inspection";
import { columnOf, withPostgres } from "./session.server";

const APPLIED = `
  SELECT migration_name FROM _prisma_migrations
  WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`;

/** Names of the applied migrations, as seen by the connection's transaction. */
export const listApplied = (client: pg.Client): Promise<string[]> => columnOf<string>(client, APPLIED);

export const inspectPostgres = (url: string): Promise<Inspection> => withPostgres(url, inspect);

export async function inspect(client: pg.Client): Promise<Inspection> {
  const tables = await columnOf<string>(
    client,
    "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
  );
  const filled: string[] = [];
  for (const name of MODELS)
    if (tables.includes(name) && (await columnOf(client, `SELECT 1 FROM "${name}" LIMIT 1`)).length > 0)
      filled.push(name);
  return {
    exists: true,
    migrations: tables.includes("_prisma_migrations") ? await listApplied(client) : [],
    filled,
    tables,
  };
}
