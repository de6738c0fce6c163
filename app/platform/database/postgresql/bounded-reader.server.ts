// Reads on connections of their own, whose statements PostgreSQL itself ends after their time.

import pg from "pg";
import type { BoundedQuery, BoundedReader } from "../bounded-reader";

const CONNECTIONS = 2;
const CONNECT_TIMEOUT_MS = 5_000;
const IDLE_MS = 60_000;
/** A word's statistics don't tell how many places it has in a text: to compile a plan costs more than it saves. Entries that a page of memory
 *  can't list one by one are read again, and a slice of time is never worth reading the whole table. */
const SETTINGS =
  "SET LOCAL jit = off; SET LOCAL work_mem = '32MB'; SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0";
/** PostgreSQL's code for a statement that was ended. */
const ENDED = "57014";

export function openPostgresReader(url: string): BoundedReader {
  const pool = new pg.Pool({
    ...{ connectionString: url, max: CONNECTIONS, application_name: "longtable" },
    ...{ connectionTimeoutMillis: CONNECT_TIMEOUT_MS, idleTimeoutMillis: IDLE_MS, allowExitOnIdle: true },
  });
  // A connection that breaks while idle is replaced by the next query.
  pool.on("error", () => {});
  return {
    async run(limitMs, work) {
      const client = await pool.connect();
      const deadline = performance.now() + limitMs;
      let last: Promise<unknown> = Promise.resolve();
      const query: BoundedQuery = (sql, values) => {
        const answer = last.then(async () => {
          const left = Math.max(1, Math.floor(deadline - performance.now()));
          await client.query(`SET LOCAL statement_timeout = ${left}`);
          return (await client.query(sql, [...values])).rows;
        });
        // Those behind one that fails would only fail too, as the transaction is at its end.
        last = answer.catch(() => {});
        return answer;
      };
      try {
        await client.query(`BEGIN READ ONLY; ${SETTINGS}`);
        const result = await work(query);
        await client.query("COMMIT");
        client.release();
        return result;
      } catch (error) {
        client.release(true);
        if ((error as { code?: string }).code === ENDED) return "too slow";
        throw error;
      }
    },
    close: () => pool.end(),
  };
}
