import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test, vi } from "vitest";
import { keepStatements } from "~/platform/database/sqlite/statements.server";

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
    expect(statement(ADD).run([word, count]).changes).toBe(1);
  expect(statement(FIND).all(["table"])).toEqual([[2, "table"]]);
  expect(statement(FIND).all(["long"])).toEqual([[1, "long"]]);
  expect(statement(FIND).columns?.names).toEqual(["count", "word"]);
  expect(statement(ADD).columns).toBe(null);
  expect(prepare).toHaveBeenCalledTimes(2);
});

test("what a statement refused once, it takes with other values", () => {
  const { statement } = openKept();
  statement(ADD).run(["long", 1]);
  expect(() => statement(ADD).run(["long", 2])).toThrow(/UNIQUE/);
  expect(() => statement(ADD).run(["short"])).toThrow(/parameter/);
  expect(statement(ADD).run(["short", 2]).changes).toBe(1);
});
