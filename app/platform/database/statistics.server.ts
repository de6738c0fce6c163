import { withPostgres } from "./postgresql/session.server";
import { providerOf } from "./url";

/**
 * After very many rows have come at once: has PostgreSQL look at them, without which it guesses that tables are empty and reads
 * the whole of them for a page, until it looks by itself minutes later. SQLite chooses by its indexes alone.
 */
export async function refreshStatistics(url: string): Promise<void> {
  if (providerOf(url) === "postgresql") await withPostgres(url, (client) => client.query("ANALYZE"));
}
