import { once } from "node:events";
import { createReadStream } from "node:fs";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Inspection } from "../inspection";
import { inspect } from "./inspection.server";
import { COMMAND_NAME, columnOf, withPostgres } from "./session.server";

/** If a table lock isn't granted in this time, the database is in use. */
const LOCK_TIMEOUT_MS = 10_000;
/** Rows are sent in chunks of this size. */
const PIECE_BYTES = 256 * 1024;

/** Replaces all tables by a dump, in one transaction. Returns "in use" if a site has the database open, or
 *  the refusal of `refuse`, which is called while nobody else can write; nothing is changed then.
 *  `beforeCommit` is the last step that may fail before the commit. The transaction stores `id`, so that
 *  isPostgresRestored can tell whether it was committed. */
export const restorePostgres = <R>(
  url: string,
  file: string,
  id: string,
  refuse: (found: Inspection) => R | null,
  beforeCommit: () => Promise<void>,
): Promise<R | "in use" | null> =>
  withPostgres(url, async (client) => {
    await client.query("BEGIN");
    await client.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    const tables = await columnOf<string>(
      client,
      "SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = current_schema()",
    );
    if (tables.length > 0) await client.query(`LOCK TABLE ${tables.join(", ")} IN ACCESS EXCLUSIVE MODE`);
    if ((await countUsers(client)) > 0) return "in use";
    const refusal = refuse(await inspect(client));
    if (refusal) return refusal;
    if (tables.length > 0) await client.query(`DROP TABLE ${tables.join(", ")} CASCADE`);
    await runDump(client, file);
    await client.query(`COMMENT ON TABLE ${MARKED} IS ${client.escapeLiteral(id)}`);
    await beforeCommit();
    // In the same transaction, so that the statistics are there as soon as the rows are.
    await client.query("ANALYZE");
    await client.query("COMMIT");
    return null;
  });

/** Every dump has this table. Its comment stores the id of the restore. */
const MARKED = '"Site"';

/** Whether the database comes from the restore with this id. */
export const isPostgresRestored = (url: string, id: string): Promise<boolean> =>
  withPostgres(url, async (client) => {
    const [stored] = await columnOf<string | null>(
      client,
      "SELECT obj_description(to_regclass($1), 'pg_class')",
      [MARKED],
    );
    return stored === id;
  });

/** Number of processes that have the database open as a site. */
export const countPostgresUsers = (url: string): Promise<number> => withPostgres(url, countUsers);

async function countUsers(client: pg.Client): Promise<number> {
  const [count] = await columnOf<number>(
    client,
    `SELECT count(*)::int FROM pg_stat_activity
     WHERE datname = current_database() AND application_name LIKE 'longtable%' AND application_name <> $1`,
    [COMMAND_NAME],
  );
  return count ?? 0;
}

/** Runs the statements of a dump; the lines between COPY and \. are sent as rows. */
async function runDump(client: pg.Client, file: string) {
  let statements: string[] = [];
  let rows: Rows | null = null;
  const flush = async () => {
    if (statements.length > 0) await client.query(statements.join(""));
    statements = [];
  };
  for await (const line of readLines(file)) {
    if (rows && isEndOfRows(line)) {
      await rows.end();
      rows = null;
    } else if (rows) {
      await rows.add(line);
    } else {
      const text = line.toString();
      if (/^COPY .* FROM stdin;\n$/.test(text)) {
        await flush();
        rows = new Rows(client, text);
      } else if (!/^SET (statement|lock)_timeout /.test(text)) statements.push(text);
    }
  }
  if (rows) throw new Error("The dump ends among the rows of a table.");
  await flush();
}

const isEndOfRows = (line: Buffer) => line.length === 3 && line[0] === 0x5c && line[1] === 0x2e;

class Rows {
  readonly #stream;
  readonly #ended: Promise<unknown>;
  #piece: Buffer[] = [];
  #size = 0;

  constructor(client: pg.Client, command: string) {
    this.#stream = client.query(copyFrom(command));
    this.#ended = once(this.#stream, "finish");
    this.#ended.catch(() => {});
  }

  async add(line: Buffer) {
    this.#piece.push(line);
    this.#size += line.length;
    if (this.#size >= PIECE_BYTES) await this.#send();
  }

  async end() {
    await this.#send();
    this.#stream.end();
    await this.#ended;
  }

  async #send() {
    if (this.#size === 0) return;
    const piece = Buffer.concat(this.#piece);
    this.#piece = [];
    this.#size = 0;
    if (!this.#stream.write(piece)) await Promise.race([once(this.#stream, "drain"), this.#ended]);
  }
}

/** Splits a file into lines by byte, including line ends. Readers of text would also split at other
 *  characters, which may occur in a row. */
async function* readLines(file: string): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) {
    let from = 0;
    const bytes = Buffer.concat([rest, chunk as Buffer]);
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      yield bytes.subarray(from, end + 1);
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
  if (rest.length > 0) yield rest;
}
