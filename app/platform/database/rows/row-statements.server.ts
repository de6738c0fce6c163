// Statements on one table, for what each reply reads and writes, and what each page reads of a member: Prisma's client takes
// several times as long for them as the database does (docs/decisions/0049). All else goes through the client.

import { Prisma } from "../../generated/sqlite/client";
import type { DatabaseClient } from "../engine";

interface Models {
  Account: Prisma.AccountUncheckedCreateInput;
  Change: Prisma.ChangeUncheckedCreateInput;
  Comment: Prisma.CommentUncheckedCreateInput;
  Media: Prisma.MediaUncheckedCreateInput;
  Mute: Prisma.MuteUncheckedCreateInput;
  Notification: Prisma.NotificationUncheckedCreateInput;
  Person: Prisma.PersonUncheckedCreateInput;
  Post: Prisma.PostUncheckedCreateInput;
  ReadMark: Prisma.ReadMarkUncheckedCreateInput;
  RecentReply: Prisma.RecentReplyUncheckedCreateInput;
  Session: Prisma.SessionUncheckedCreateInput;
  Site: Prisma.SiteUncheckedCreateInput;
  SpamShingle: Prisma.SpamShingleUncheckedCreateInput;
  SpamToken: Prisma.SpamTokenUncheckedCreateInput;
  Subscriber: Prisma.SubscriberUncheckedCreateInput;
}

type Value = string | number | Date | null;
/** The columns of a new row. Those left out, or undefined, get the default that the database has for them. */
type NewRow<M extends keyof Models> = {
  [Column in keyof Models[M] as Models[M][Column] extends Value | undefined
    ? Column
    : never]: Models[M][Column];
};
/** Values that columns have; null where they have none. */
type Conditions<M extends keyof Models> = { [Column in keyof NewRow<M>]?: NewRow<M>[Column] };
/** Numbers that are added to columns. */
type Sums<M extends keyof Models> = { [Column in keyof NewRow<M>]?: number };

/** Dates that columns become if they are earlier. */
type Dates<M extends keyof Models> = { [Column in keyof NewRow<M>]?: Date };

/** Columns that a raw statement gives in the form that the client gives. */
type ReadColumn<M extends keyof Models> = {
  [Column in keyof Models[M]]: Models[M][Column] extends Value | boolean | undefined ? Column : never;
}[keyof Models[M]] &
  string;
type ReadRow<M extends keyof Models, Column extends ReadColumn<M>> = {
  [Name in Column]: ReadValue<Exclude<Models[M][Name], undefined>>;
};
/** The client takes dates as text, too, but gives none. */
type ReadValue<Given> = Date extends Given ? Exclude<Given, string> : Given;

/** Columns of the row that equals `where`, a unique condition; null if there is none. */
export async function findRow<M extends keyof Models, Column extends ReadColumn<M>>(
  db: DatabaseClient,
  table: M,
  select: Record<Column, true>,
  where: Conditions<M>,
): Promise<ReadRow<M, Column> | null> {
  const found = Prisma.sql`${Prisma.raw(selection(table, select))} ${allOf(where)}`;
  const rows = await db.$queryRaw<ReadRow<M, Column>[]>(found);
  return rows[0] ?? null;
}

/** How many rows equal `where`; not more than `max` are counted. */
export async function countRows<M extends keyof Models>(
  db: DatabaseClient,
  table: M,
  where: Conditions<M>,
  max: number,
): Promise<number> {
  const some = Prisma.sql`SELECT 1 FROM ${Prisma.raw(`"${table}"`)} WHERE ${allOf(where)} LIMIT ${max}`;
  const [row] = await db.$queryRaw<{ rows: number | bigint }[]>(
    Prisma.sql`SELECT COUNT(*) AS "rows" FROM (${some}) AS "some"`,
  );
  return Number(row?.rows);
}

const allOf = (where: object): Prisma.Sql =>
  Prisma.join(
    Object.entries(where).map(([name, value]) =>
      value === null ? Prisma.raw(`"${name}" IS NULL`) : new Prisma.Sql([`"${name}" = `, ""], [value]),
    ),
    " AND ",
  );

/** Columns of the rows whose `key` is one of these values, which are at most as many as a statement has parameters. */
export async function findRows<M extends keyof Models, Column extends ReadColumn<M>>(
  db: DatabaseClient,
  table: M,
  select: Record<Column, true>,
  key: ReadColumn<M>,
  values: (string | number)[],
): Promise<ReadRow<M, Column>[]> {
  if (values.length === 0) return [];
  const parts = [`${selection(table, select)} "${key}" IN (`, ...values.slice(1).map(() => ", "), ")"];
  return db.$queryRaw<ReadRow<M, Column>[]>(new Prisma.Sql(parts, values));
}

const selection = (table: string, select: object) =>
  `SELECT ${columnList(Object.keys(select))} FROM "${table}" WHERE`;

const columnList = (names: string[]) => names.map((name) => `"${name}"`).join(", ");

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

/** Inserts rows, which all have the same columns, with at most as many values as a statement has parameters. */
export async function insertRows<M extends keyof Models>(
  db: DatabaseClient,
  table: M,
  rows: NewRow<M>[],
): Promise<void> {
  const [first] = rows;
  if (first) await db.$executeRaw(Prisma.sql`${insertionOf(table, first)}${Prisma.join(rows.map(valuesOf))}`);
}

/** Adds numbers to columns of the row that equals `where`, a unique condition, and moves the dates of `latest` forward, never
 *  back. Returns the first of the numbers after that; null if there is no such row. */
export async function addToRow<M extends keyof Models>(
  db: DatabaseClient,
  table: M,
  where: Conditions<M>,
  sums: Sums<M>,
  latest: Dates<M> = {},
): Promise<number | null> {
  const [first, ...others] = Object.keys(sums).map((name) => `"${name}" = "${name}" + `);
  const parts = [
    `UPDATE "${table}" SET ${first}`,
    ...others.map((other) => `, ${other}`),
    "",
    " WHERE ",
    ` RETURNING "${Object.keys(sums)[0]}" AS "sum"`,
  ];
  const dates = Object.entries(latest).map(([name, at]) => later(Prisma.raw(`"${name}"`), at));
  const moved = dates.length > 0 ? Prisma.sql`, ${Prisma.join(dates)}` : Prisma.empty;
  const values = [...Object.values(sums), moved, allOf(where)];
  const [row] = await db.$queryRaw<{ sum: number | bigint }[]>(new Prisma.Sql(parts, values));
  return row ? Number(row.sum) : null;
}

/** Without a date yet, the comparison isn't true either. */
const later = (column: Prisma.Sql, at: unknown) =>
  Prisma.sql`${column} = CASE WHEN ${column} > ${at} THEN ${column} ELSE ${at} END`;

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
  const sums = columns
    .filter((name) => name !== key)
    .map((name) => `"${name}" = "${table}"."${name}" + excluded."${name}"`);
  const end = Prisma.raw(` ON CONFLICT ("${key}") DO UPDATE SET ${sums.join(", ")}`);
  await db.$executeRaw(Prisma.sql`${insertionOf(table, first)}${Prisma.join(rows.map(valuesOf))}${end}`);
}

const insertionOf = (table: string, row: object): Prisma.Sql =>
  Prisma.raw(`INSERT INTO "${table}" (${columnList(Object.keys(row))}) VALUES `);

const valuesOf = (row: object): Prisma.Sql => Prisma.sql`(${Prisma.join(Object.values(row))})`;

function insertion(table: string, row: object, end: string): Prisma.Sql {
  const columns = Object.entries(row).filter(([, value]) => value !== undefined);
  const names = columnList(columns.map(([name]) => name));
  const parts = [`INSERT INTO "${table}" (${names}) VALUES (`, ...columns.slice(1).map(() => ", "), end];
  return new Prisma.Sql(
    parts,
    columns.map(([, value]) => value),
  );
}
