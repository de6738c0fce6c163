import { DriverAdapterError, type Error as Mapped } from "@prisma/driver-adapter-utils";

/** SQLITE_ERROR, the code for errors without a specific one. */
const GENERIC = 1;

/** Maps SQLite's errors to those that Prisma recognises (P2002, P2003, P1008 and so on). Other errors are
 *  returned unchanged. */
export function asAdapterError(error: unknown): unknown {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code !== "string" || typeof message !== "string" || !code.startsWith("SQLITE_")) return error;
  return new DriverAdapterError({ originalCode: code, originalMessage: message, ...describe(code, message) });
}

function describe(code: string, message: string): Mapped {
  if (code.startsWith("SQLITE_BUSY")) return { kind: "SocketTimeout" };
  switch (code) {
    case "SQLITE_CONSTRAINT_UNIQUE":
    case "SQLITE_CONSTRAINT_PRIMARYKEY": {
      const { table, fields } = readConstraint(message);
      return {
        kind: "UniqueConstraintViolation",
        ...(fields && { constraint: { fields } }),
        ...(table && { table }),
      };
    }
    case "SQLITE_CONSTRAINT_NOTNULL": {
      const { fields } = readConstraint(message);
      return { kind: "NullConstraintViolation", ...(fields && { constraint: { fields } }) };
    }
    case "SQLITE_CONSTRAINT_FOREIGNKEY":
    case "SQLITE_CONSTRAINT_TRIGGER":
      return { kind: "ForeignKeyConstraintViolation", constraint: { foreignKey: {} } };
  }
  const [, missing, name = ""] = /^(no such table|no such column): (.*)$/.exec(message) ?? [];
  if (missing === "no such table") return { kind: "TableDoesNotExist", table: name };
  if (missing === "no such column") return { kind: "ColumnNotFound", column: name };
  return { kind: "sqlite", extendedCode: GENERIC, message };
}

/** Parses messages such as "UNIQUE constraint failed: Post.slug, Post.part". */
function readConstraint(message: string): { table?: string; fields?: string[] } {
  const [, list] = /constraint failed: (.+)$/.exec(message) ?? [];
  if (list === undefined) return {};
  const columns = list.split(", ");
  const [table] = columns[0]?.split(".") ?? [];
  return { ...(table && { table }), fields: columns.map((column) => column.split(".").at(-1) ?? column) };
}
