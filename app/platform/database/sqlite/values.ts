// Values between Prisma and SQLite. Prisma asks of each column what it is, and SQLite knows that only of those that a table
// declares; what is reckoned within a query is told by its first value.

import { type ArgType, type ColumnType, ColumnTypeEnum } from "@prisma/driver-adapter-utils";

/** The types that migrations declare (prisma/sqlite), and those of SQLite's own that a PRAGMA answers with. */
const DECLARED: Record<string, ColumnType> = {
  INTEGER: ColumnTypeEnum.Int32,
  INT: ColumnTypeEnum.Int32,
  BIGINT: ColumnTypeEnum.Int64,
  REAL: ColumnTypeEnum.Double,
  DECIMAL: ColumnTypeEnum.Numeric,
  TEXT: ColumnTypeEnum.Text,
  DATETIME: ColumnTypeEnum.DateTime,
  BOOLEAN: ColumnTypeEnum.Boolean,
  BLOB: ColumnTypeEnum.Bytes,
  JSONB: ColumnTypeEnum.Json,
};

/** The columns of a statement, and what each is declared as. */
export interface Columns {
  names: string[];
  declared: (ColumnType | null)[];
}

/** Null where the column is an expression, or of a type that no migration of ours declares. */
export const declaredType = (declared: string | null): ColumnType | null =>
  DECLARED[declared?.toUpperCase() ?? ""] ?? null;

/** What each column is, the undeclared ones by the first value that isn't null. */
export const columnTypesOf = (declared: (ColumnType | null)[], rows: unknown[][]): ColumnType[] =>
  declared.map(
    (type, index) => type ?? typeOfValue(rows.find((row) => (row[index] ?? null) !== null)?.[index]),
  );

function typeOfValue(value: unknown): ColumnType {
  switch (typeof value) {
    case "string":
      return ColumnTypeEnum.Text;
    case "bigint":
      return ColumnTypeEnum.Int64;
    case "number":
      return ColumnTypeEnum.UnknownNumber;
    case "object":
      return ColumnTypeEnum.Bytes;
    // Nothing but nulls: any type will do.
    default:
      return ColumnTypeEnum.Int32;
  }
}

/** Makes rows what Prisma reads, in their place. Whole numbers come as BigInt, so that none is read wrongly. */
export function readRows(types: ColumnType[], rows: unknown[][]): unknown[][] {
  for (const row of rows)
    for (let index = 0; index < row.length; index++) {
      const value = row[index];
      if (typeof value === "bigint" || typeof value === "number")
        row[index] = readNumber(value, types[index] as ColumnType);
    }
  return rows;
}

function readNumber(value: bigint | number, type: ColumnType): number | string {
  // A moment is text here; another program may have kept it as milliseconds.
  if (type === ColumnTypeEnum.DateTime) return new Date(Number(value)).toISOString();
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  const isWhole = type === ColumnTypeEnum.Int32 || type === ColumnTypeEnum.Int64;
  return isWhole ? Math.trunc(value) : value;
}

/** A query's argument as SQLite keeps it: moments as ISO 8601 with an offset, in UTC, so that they sort as they are. */
export function writeValue(value: unknown, type: ArgType | undefined): unknown {
  if (value instanceof Date) return writeMoment(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string") return value;
  switch (type?.scalarType) {
    case "int":
      return Number.parseInt(value, 10);
    case "bigint":
      return BigInt(value);
    case "float":
    case "decimal":
      return Number.parseFloat(value);
    case "datetime":
      return writeMoment(new Date(value));
    case "bytes":
      return Buffer.from(value, "base64");
    default:
      return value;
  }
}

const writeMoment = (moment: Date) => moment.toISOString().replace("Z", "+00:00");
