// Raw statements of a transaction, asked of its connection: Prisma's client takes several times as long for them as SQLite does
// (docs/decisions/0049). They give what they would give through the client.

import {
  type ColumnType,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlQueryable,
} from "@prisma/driver-adapter-utils";
import { Prisma } from "../../generated/sqlite/client";
import type { DatabaseClient } from "../engine";

/** The transaction that is open on the writer's connection. */
export interface OpenTransaction {
  readonly queryable: SqlQueryable;
  /** From then on a statement would fall into the next transaction. */
  isOver(): boolean;
}

type Raw = (query: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => Promise<unknown>;

/** The client of a transaction, with raw statements that go to its connection at once. */
export function withRawStatements(
  db: DatabaseClient,
  { queryable, isOver }: OpenTransaction,
): DatabaseClient {
  const ask = async <T>(sql: Prisma.Sql, how: (query: Query) => Promise<T>): Promise<T> => {
    if (isOver()) throw new Error("This statement comes after the end of its transaction.");
    try {
      return await how({ sql: sql.sql, args: sql.values, argTypes: [] });
    } catch (error) {
      throw asClientError(error);
    }
  };
  const $queryRaw: Raw = async (query, ...values) => {
    const { columnNames, columnTypes, rows } = await ask(sqlOf(query, values), (asked) =>
      queryable.queryRaw(asked),
    );
    return rows.map((row) =>
      Object.fromEntries(columnNames.map((name, at) => [name, readValue(row[at], columnTypes[at])])),
    );
  };
  const $executeRaw: Raw = (query, ...values) =>
    ask(sqlOf(query, values), (asked) => queryable.executeRaw(asked));
  return Object.create(db, { $queryRaw: { value: $queryRaw }, $executeRaw: { value: $executeRaw } });
}

type Query = Parameters<SqlQueryable["queryRaw"]>[0];

const sqlOf = (query: TemplateStringsArray | Prisma.Sql, values: unknown[]): Prisma.Sql =>
  query instanceof Prisma.Sql ? query : new Prisma.Sql(query, values);

function readValue(value: unknown, type: ColumnType | undefined): unknown {
  if (value === null) return null;
  switch (type) {
    case ColumnTypeEnum.Int64:
      return BigInt(value as number | string);
    case ColumnTypeEnum.DateTime:
      return new Date(value as string);
    case ColumnTypeEnum.Boolean:
      return value === 1;
    case ColumnTypeEnum.Bytes:
      return new Uint8Array(value as Buffer);
    default:
      return value;
  }
}

/** As the client tells of it: others look for its causes (unique-violation.server.ts, outage.ts). */
const asClientError = (error: unknown): unknown =>
  error instanceof DriverAdapterError
    ? new Prisma.PrismaClientKnownRequestError(`Raw query failed: ${error.message}`, {
        ...{ code: "P2010", clientVersion: Prisma.prismaVersion.client },
        meta: { driverAdapterError: error },
      })
    : error;
