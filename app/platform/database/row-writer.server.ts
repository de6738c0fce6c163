// Rows as they are, many at once, into a database that nobody reads yet. Through the client, which looks at every value, a row
// takes ten times as long.

import { createPostgresRowWriter } from "./postgresql/row-writer.server";
import { createSqliteRowWriter } from "./sqlite/row-writer.server";
import type { RowWriter } from "./tables";
import { providerOf } from "./url";

export const createRowWriter = async (url: string): Promise<RowWriter> =>
  providerOf(url) === "postgresql" ? createPostgresRowWriter(url) : createSqliteRowWriter(url);
