import { expect, test } from "vitest";
import { outageOf } from "~/platform/database/outage";

const coded = (code: string) => Object.assign(new Error("said"), { code });

/** An error as Prisma's client throws it. */
const fromAdapter = (originalCode: string) =>
  Object.assign(coded("P2039"), { meta: { driverAdapterError: { cause: { originalCode } } } });

test.each([
  ["SQLite's code", coded("SQLITE_FULL"), "full"],
  ["SQLite's extended code", coded("SQLITE_READONLY_DBMOVED"), "read-only"],
  ["SQLite's code for a file that isn't a database", coded("SQLITE_NOTADB"), "no database"],
  ["SQLite's code inside Prisma's error", fromAdapter("SQLITE_CORRUPT_INDEX"), "damaged"],
  ["PostgreSQL's code inside Prisma's error", fromAdapter("25006"), "read-only"],
  ["PostgreSQL's code for its shutdown", coded("57P01"), "unreachable"],
  ["the system's code", coded("ECONNREFUSED"), "unreachable"],
  ["the driver's message without a code", new Error("Connection terminated unexpectedly"), "unreachable"],
  [
    "the driver's message for a lost connection in use",
    new Error("Client has encountered a connection error and is not queryable"),
    "unreachable",
  ],
  ["the code of a cause", new Error("Migrating failed", { cause: coded("53100") }), "full"],
])("recognises an outage by %s", (_whose, error, outage) => {
  expect(outageOf(error)).toBe(outage);
});

test.each([
  ["a unique violation", coded("P2002")],
  ["a missing table", fromAdapter("SQLITE_ERROR")],
  ["a bug", new TypeError("x is undefined")],
  ["a string", "full"],
  ["undefined", undefined],
])("does not treat %s as an outage", (_what, error) => {
  expect(outageOf(error)).toBeNull();
});

test("ends with an error that is its own cause", () => {
  const error = new Error("round");
  error.cause = error;
  expect(outageOf(error)).toBeNull();
});
