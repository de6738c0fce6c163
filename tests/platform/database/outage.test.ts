import { expect, test } from "vitest";
import { outageOf } from "~/platform/database/outage";

const coded = (code: string) => Object.assign(new Error("said"), { code });

/** As Prisma's client throws it. */
const fromAdapter = (originalCode: string) =>
  Object.assign(coded("P2039"), { meta: { driverAdapterError: { cause: { originalCode } } } });

test.each([
  ["SQLite's own", coded("SQLITE_FULL"), "full"],
  ["SQLite's, more exact", coded("SQLITE_READONLY_DBMOVED"), "read-only"],
  ["SQLite's, of a file of another kind", coded("SQLITE_NOTADB"), "no database"],
  ["SQLite's, by way of the adapter and Prisma", fromAdapter("SQLITE_CORRUPT_INDEX"), "damaged"],
  ["PostgreSQL's, by way of the adapter and Prisma", fromAdapter("25006"), "read-only"],
  ["PostgreSQL's, that it is ending", coded("57P01"), "unreachable"],
  ["the system's", coded("ECONNREFUSED"), "unreachable"],
  ["the driver's, which has no code", new Error("Connection terminated unexpectedly"), "unreachable"],
  ["one inside another", new Error("Migrating failed", { cause: coded("53100") }), "full"],
])("%s is known", (_whose, error, trouble) => {
  expect(outageOf(error)).toBe(trouble);
});

test.each([
  ["a row that stands already", coded("P2002")],
  ["a table that isn't there", fromAdapter("SQLITE_ERROR")],
  ["a bug", new TypeError("x is undefined")],
  ["what isn't even an error", "full"],
  ["nothing", undefined],
])("%s is no trouble of the database's", (_what, error) => {
  expect(outageOf(error)).toBeNull();
});

test("an error that holds itself is no endless search", () => {
  const error = new Error("round");
  error.cause = error;
  expect(outageOf(error)).toBeNull();
});
