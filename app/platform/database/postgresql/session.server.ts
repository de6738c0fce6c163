import pg from "pg";

/** A database that doesn't answer within this is down. */
const CONNECT_TIMEOUT_MS = 5_000;

/** By this the sessions of commands are told from those of a site that serves. */
export const COMMAND_NAME = "longtable command";

/** A connection for a command, outside the client's. */
export async function connectPostgres(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: COMMAND_NAME,
  });
  // One that breaks fails the query; unheard, it would end the process too.
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Runs `work` on a connection of its own, which ends with it: a transaction that is still open is undone. */
export async function withPostgres<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connectPostgres(url);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The first column of all rows. */
export async function columnOf<T>(client: pg.Client, sql: string, values: unknown[] = []): Promise<T[]> {
  const { rows } = await client.query({ text: sql, values, rowMode: "array" });
  return rows.map(([first]) => first as T);
}
