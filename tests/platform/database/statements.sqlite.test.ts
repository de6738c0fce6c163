import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import { keepStatements } from "~/platform/database/sqlite-statements.server";

function openKept() {
  const db = new Sqlite(":memory:");
  onTestFinished(() => {
    db.close();
  });
  db.exec("CREATE TABLE Word (word TEXT PRIMARY KEY, count INTEGER)");
  const prepare = vi.spyOn(db, "prepare");
  return { prepare, statement: keepStatements(db) };
}

const ADD = "INSERT INTO Word VALUES (?, ?)";
const FIND = "SELECT count, word FROM Word WHERE word = ?";

test("a statement is prepared once, and each use has values of its own", () => {
  const { prepare, statement } = openKept();
  for (const [word, count] of [
    ["long", 1],
    ["table", 2],
  ])
    expect(statement(ADD).bind([word, count]).run().changes).toBe(1);
  const [long, table] = [statement(FIND).bind(["long"]), statement(FIND).bind(["table"])];
  expect(table.raw().all()).toEqual([[2, "table"]]);
  expect(long.raw().all()).toEqual([[1, "long"]]);
  expect(long.reader).toBe(true);
  expect(long.columns().map(({ name }) => name)).toEqual(["count", "word"]);
  expect(prepare).toHaveBeenCalledTimes(2);
});

test("what a statement refused once, it takes with other values", () => {
  const { statement } = openKept();
  statement(ADD).bind(["long", 1]).run();
  expect(() => statement(ADD).bind(["long", 2]).run()).toThrow(/UNIQUE/);
  expect(() => statement(ADD).bind(["short"]).run()).toThrow(/parameter/);
  expect(statement(ADD).bind(["short", 2]).run().changes).toBe(1);
});
