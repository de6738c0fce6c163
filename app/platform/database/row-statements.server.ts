// Statements on one row, for what each reply writes: Prisma's client takes several times as long for them as
// the database does (docs/decisions/0049). All else is written through the client.

import { Prisma } from "../generated/sqlite/client";
import type { DatabaseClient } from "./engine";

interface Models {
  Change: Prisma.ChangeUncheckedCreateInput;
  Comment: Prisma.CommentUncheckedCreateInput;
  Post: Prisma.PostUncheckedCreateInput;
  RecentReply: Prisma.RecentReplyUncheckedCreateInput;
  SpamShingle: Prisma.SpamShingleUncheckedCreateInput;
  SpamToken: Prisma.SpamTokenUncheckedCreateInput;
}

type Value = string | number | Date | null;
/** The columns of a new row. Those left out, or undefined, get the default that the database has for them. */
type NewRow<M extends keyof Models> = {
  [Column in keyof Models[M] as Models[M][Column] extends Value | undefined
    ? Column
    : never]: Models[M][Column];
};
/** Values that columns have. */
type Conditions<M extends keyof Models> = {
  [Column in keyof NewRow<M>]?: NonNullable<NewRow<M>[Column]>;
};
/** Numbers that are added to columns. */
type Sums<M extends keyof Models> = { [Column in keyof NewRow<M>]?: number };

/** Inserts a row and returns its id. Throws (isUniqueViolation) if a unique value is taken. */
export async function insertRow<M extends keyof Models>(
  db: DatabaseClient,
  table: M,
  row: NewRow<M>,
): Promise<number> {
  const statement = insertion(table, row, `) RETURNING "id"`);
  const [inserted] = await db.$queryRaw<{ id: number | bigint }[]>(statement);
  return Number(inserted?.id);
}

/** Inserts a row unless a unique value is taken. Returns whether it did. */
export async function insertIfNew<M extends keyof Models>(
  db: DatabaseClient,
  table: M,
  row: NewRow<M>,
): Promise<boolean> {
  return (await db.$executeRaw(insertion(table, row, ") ON CONFLICT DO NOTHING"))) > 0;
}

/** Adds numbers to columns of the row that equals `where`, a unique condition. Returns the first of them after
 *  that; null if there is no such row. */
export async function addToRow<M extends keyof Models>(
  db: DatabaseClient,
  table: M,
  where: Conditions<M>,
  sums: Sums<M>,
): Promise<number | null> {
  const [first, ...others] = Object.keys(sums).map((name) => `"${name}" = "${name}" + `);
  const [unique, ...conditions] = Object.keys(where).map((name) => `"${name}" = `);
  const parts = [
    `UPDATE "${table}" SET ${first}`,
    ...others.map((other) => `, ${other}`),
    ` WHERE ${unique}`,
    ...conditions.map((condition) => ` AND ${condition}`),
    ` RETURNING "${Object.keys(sums)[0]}" AS "sum"`,
  ];
  const values = [...Object.values(sums), ...Object.values(where)];
  const [row] = await db.$queryRaw<{ sum: number | bigint }[]>(new Prisma.Sql(parts, values));
  return row ? Number(row.sum) : null;
}

/** Inserts rows; of those whose `key` exists already, the other columns are added to the row that is there. */
export async function addRows<M extends keyof Models>(
  db: DatabaseClient,
  table: M,
  key: keyof NewRow<M> & string,
  rows: NewRow<M>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const names = columns.map((name) => `"${name}"`).join(", ");
  const sums = columns
    .filter((name) => name !== key)
    .map((name) => `"${name}" = "${table}"."${name}" + excluded."${name}"`);
  const values = rows.map((row) => Prisma.sql`(${Prisma.join(Object.values(row))})`);
  const head = Prisma.raw(`INSERT INTO "${table}" (${names}) VALUES `);
  const end = Prisma.raw(` ON CONFLICT ("${key}") DO UPDATE SET ${sums.join(", ")}`);
  await db.$executeRaw(Prisma.sql`${head}${Prisma.join(values)}${end}`);
}

function insertion(table: string, row: object, end: string): Prisma.Sql {
  const columns = Object.entries(row).filter(([, value]) => value !== undefined);
  const names = columns.map(([name]) => `"${name}"`).join(", ");
  const parts = [`INSERT INTO "${table}" (${names}) VALUES (`, ...columns.slice(1).map(() => ", "), end];
  return new Prisma.Sql(
    parts,
    columns.map(([, value]) => value),
  );
}
