// Converts values between Prisma and SQLite. Prisma needs each column's type, which SQLite knows only for
// table columns; for an expression, the first value decides.

import { type ArgType, type ColumnType, ColumnTypeEnum } from "@prisma/driver-adapter-utils";

/** Column types in this site's migrations (prisma/sqlite), and those that PRAGMAs return. */
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

/** Names and declared types of a statement's columns. */
export interface Columns {
  names: string[];
  declared: (ColumnType | null)[];
}

/** Null for an expression, or for a type that no migration declares. */
export const declaredType = (declared: string | null): ColumnType | null =>
  DECLARED[declared?.toUpperCase() ?? ""] ?? null;

/** Each column's type: the declared one, else that of its first non-null value. */
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
    // Only nulls: any type will do.
    default:
      return ColumnTypeEnum.Int32;
  }
}

/** Converts rows for Prisma in place. Integers arrive as BigInt, so that none loses precision. */
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
  // Times are stored as text; another program may have written milliseconds.
  if (type === ColumnTypeEnum.DateTime) return new Date(Number(value)).toISOString();
  if (typeof value === "bigint") {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  const isWhole = type === ColumnTypeEnum.Int32 || type === ColumnTypeEnum.Int64;
  return isWhole ? Math.trunc(value) : value;
}

/** Converts a query's argument for SQLite. Times become ISO 8601 in UTC with an offset, so that they sort as
 *  text. */
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
