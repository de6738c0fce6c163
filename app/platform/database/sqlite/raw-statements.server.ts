// Raw statements, asked of the connections themselves: Prisma's client takes several times as long for them as SQLite does
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
  const inTime: Ask = (work) => {
    if (isOver()) throw new Error("This statement comes after the end of its transaction.");
    return work(queryable);
  };
  return Object.create(db, {
    $queryRaw: { value: reads(inTime) },
    $executeRaw: { value: writes(inTime) },
  });
}

/** The raw queries of a client outside its transactions. `opened` gives the client's connections once its first statement has opened them. */
export function rawQueries(client: { $queryRaw: Raw }, opened: () => SqlQueryable | undefined): Raw {
  const asClient = client.$queryRaw.bind(client);
  return (query, ...values) => {
    const queryable = opened();
    return queryable ? reads((work) => work(queryable))(query, ...values) : asClient(query, ...values);
  };
}

/** Gives statements their connection. */
type Ask = <T>(work: (queryable: SqlQueryable) => Promise<T>) => Promise<T>;

const reads =
  (ask: Ask): Raw =>
  async (query, ...values) => {
    const { columnNames, columnTypes, rows } = await toldAsClient(() =>
      ask((queryable) => queryable.queryRaw(statementOf(query, values))),
    );
    return rows.map((row) =>
      Object.fromEntries(columnNames.map((name, at) => [name, readValue(row[at], columnTypes[at])])),
    );
  };

const writes =
  (ask: Ask): Raw =>
  (query, ...values) =>
    toldAsClient(() => ask((queryable) => queryable.executeRaw(statementOf(query, values))));

async function toldAsClient<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asClientError(error);
  }
}

function statementOf(query: TemplateStringsArray | Prisma.Sql, values: unknown[]) {
  const { sql, values: args } = sqlOf(query, values);
  return { sql, args, argTypes: [] };
}

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
