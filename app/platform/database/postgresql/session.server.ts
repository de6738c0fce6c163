import pg from "pg";

/** A database that doesn't answer within this time counts as unreachable. */
const CONNECT_TIMEOUT_MS = 5_000;

/** The application_name of commands, which distinguishes them from running sites. */
export const COMMAND_NAME = "longtable command";

/** Opens a connection for a command, outside the client's pool. */
export async function connectPostgres(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: COMMAND_NAME,
  });
  // A broken connection already fails its query. Without a handler the error would also end the process.
  client.on("error", () => {});
  await client.connect();
  return client;
}

/** Runs `work` on its own connection and closes it afterwards, which rolls back an open transaction. */
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
