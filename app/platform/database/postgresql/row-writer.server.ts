import type { Row, RowWriter, Table } from "../copying/tables";
import { connectPostgres } from "./session.server";

export async function createPostgresRowWriter(url: string): Promise<RowWriter> {
  const client = await connectPostgres(url);
  return {
    async insert({ name }: Pick<Table, "name">, rows: Row[]) {
      const columns = Object.keys(rows[0] ?? {})
        .map((column) => `"${column}"`)
        .join(", ");
      // One JSON parameter instead of thousands of parameters; PostgreSQL converts each column to its type.
      await client.query(
        `INSERT INTO "${name}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${name}", $1)`,
        [JSON.stringify(rows)],
      );
    },
    close: () => client.end(),
  };
}
