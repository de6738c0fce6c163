import { expect, onTestFinished, test, vi } from "vitest";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
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

test("prepares a statement once and passes new values with each use", () => {
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

test("accepts other values after a statement has failed", () => {
  const { statement } = openKept();
  statement(ADD).run(["long", 1]);
  expect(() => statement(ADD).run(["long", 2])).toThrow(/UNIQUE/);
  expect(() => statement(ADD).run(["short"])).toThrow(/parameter/);
  expect(statement(ADD).run(["short", 2]).changes).toBe(1);
});
