import { listStaleNumbering } from "./postgresql/numbering.server";
import { checkSqlite } from "./sqlite/engine.server";
import { listBrokenReferences } from "./sqlite/inspection.server";
import { providerOf } from "./url";

/** What the database itself finds wrong. PostgreSQL keeps references whole, and checks its pages as it reads them. */
export async function listDatabaseFaults(url: string): Promise<string[]> {
  if (providerOf(url) === "postgresql")
    return (await listStaleNumbering(url)).map(
      (table) => `gives the next ${table} an id that is already used`,
    );
  return [...checkSqlite(url).filter((line) => line !== "ok"), ...listBrokenReferences(url)];
}
