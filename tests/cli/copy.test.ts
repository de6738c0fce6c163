import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { inspectDatabase } from "~/platform/database/inspect.server";
import { newDatabaseUrl } from "../factories/database";
import { openRaw } from "../factories/raw-database";
import { openBefore } from "../platform/database/migrations";
import { addComments, fillSite, newSqliteUrl, open, rowsAt } from "../portability/sites";
import { longtable } from "./command";
import { runHere } from "./here";

test("a copy that was killed in the middle is ended by the next, and every row is equal", async () => {
  const [from, to, back] = [await newSqliteUrl(), await newDatabaseUrl(), await newSqliteUrl()];
  const site = open(from);
  const { postId } = await fillSite(site);
  await addComments(site, postId, 8_000);
  const raw = await openRaw(to);
  const copied = async () => Number((await raw.column('SELECT count(*) FROM "Comment"'))[0]);

  const killed = longtable(["copy", "--from", from, "--to", to], {});
  while ((await copied()) === 0) await pause(5);
  killed.child.kill("SIGKILL");
  expect(await killed.ended).toBe(null);
  expect(await copied()).toBeLessThan(8_002);

  const again = await runHere(["copy", "--from", from, "--to", to], {});
  expect(again.code, again.said).toBe(0);
  expect(again.said).toMatch(/^Comment +8002 +[1-7]\d{3} {2}[0-9a-f]{16}$/m);
  const returned = await runHere(["copy", "--from", to, "--to", back], {});
  expect(returned.code, returned.said).toBe(0);
  expect(await rowsAt(back)).toEqual(await rowsAt(from));
});

test.each([
  ["without words", [], 2, "Missing --from URL."],
  ["to nowhere", ["--from", "file:a.db"], 2, "Missing --to URL."],
  ["onto itself", ["--from", "file:a.db", "--to", "file:a.db"], 2, "are the same database."],
  ["from something else", ["--from", "mysql://a/b", "--to", "file:a.db"], 2, '--from is "mysql://a/b".'],
  [
    "from a file that isn't there",
    ["--from", "file:/nowhere/a.db", "--to", "file:/nowhere/b.db"],
    1,
    "There is no database in file:/nowhere/a.db.",
  ],
  [
    "from a server that isn't there",
    ["--from", "postgresql://x:secret@127.0.0.1:1/x", "--to", "file:/nowhere/b.db"],
    2,
    "--from is postgresql://x:…@127.0.0.1:1/x, but the server refuses the connection",
  ],
])("to copy %s is answered with a reason", async (_what, words, code, reason) => {
  const answer = await runHere(["copy", ...words], {});
  expect(answer.said).toContain(reason);
  expect(answer.code).toBe(code);
});

test("a database that holds something else is refused in words", async () => {
  const [from, to] = [await newSqliteUrl(), await newDatabaseUrl()];
  await fillSite(open(from));
  await (await openRaw(to)).run(
    `INSERT INTO "Person" (handle, name, "createdAt") VALUES ('x', 'X', '2026-01-01T00:00:00.000Z')`,
  );
  const answer = await runHere(["copy", "--from", from, "--to", to], {});
  expect(answer.code).toBe(1);
  expect(answer.said).toContain("(Person 1 differs). Nothing was changed.");
});

test("a target with a site of an older version, or of another program, is refused and stays as it was", async () => {
  const from = await newSqliteUrl();
  await fillSite(open(from));
  const older = await openBefore("20261126115100_known_browsers");
  await older.raw.run(
    `INSERT INTO "Person" (handle, name, "createdAt") VALUES ('x', 'X', '2026-01-01T00:00:00.000Z')`,
  );
  const other = await newDatabaseUrl({ migrated: false });
  const raw = await openRaw(other);
  await raw.run("CREATE TABLE invoice (id INTEGER PRIMARY KEY)");
  for (const [to, reason] of [
    [older.url, "contains a site of an older version of Longtable."],
    [other, "contains tables of another program."],
  ] as const) {
    const before = await inspectDatabase(to);
    const { code, said } = await runHere(["copy", "--from", from, "--to", to], {});
    expect([code, said]).toEqual([1, expect.stringContaining(`${reason} Nothing was changed.`)]);
    expect(await inspectDatabase(to)).toEqual(before);
  }
});
