import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { inspectDatabase } from "~/platform/database/inspect.server";
import { newDatabaseUrl } from "../factories/database";
import { openRaw } from "../factories/raw-database";
import { openBefore } from "../platform/database/migrations/migrations";
import { addComments, fillSite, newSqliteUrl, open, rowsAt } from "../portability/sites";
import { longtable } from "./command";
import { runHere } from "./here";

test("completes a copy that was killed, with all rows equal", async () => {
  const [from, to, back] = [await newSqliteUrl(), await newDatabaseUrl(), await newSqliteUrl()];
  const site = open(from, { indexed: false });
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
  ["without options", [], 2, "Missing --from URL."],
  ["without a target", ["--from", "file:a.db"], 2, "Missing --to URL."],
  ["to the same database", ["--from", "file:a.db", "--to", "file:a.db"], 2, "are the same database."],
  [
    "from an unknown kind of database",
    ["--from", "mysql://a/b", "--to", "file:a.db"],
    2,
    '--from is "mysql://a/b".',
  ],
  [
    "from a missing file",
    ["--from", "file:/nowhere/a.db", "--to", "file:/nowhere/b.db"],
    1,
    "There is no database in file:/nowhere/a.db.",
  ],
  [
    "from an unreachable server",
    ["--from", "postgresql://x:secret@127.0.0.1:1/x", "--to", "file:/nowhere/b.db"],
    2,
    "--from is postgresql://x:…@127.0.0.1:1/x, but the server refuses the connection",
  ],
])("refuses to copy %s, with a reason", async (_what, words, code, reason) => {
  const answer = await runHere(["copy", ...words], {});
  expect(answer.said).toContain(reason);
  expect(answer.code).toBe(code);
});

test("refuses a target with other data", async () => {
  const [from, to] = [await newSqliteUrl(), await newDatabaseUrl()];
  await fillSite(open(from));
  await (await openRaw(to)).run(
    `INSERT INTO "Person" (handle, name, "createdAt") VALUES ('x', 'X', '2026-01-01T00:00:00.000Z')`,
  );
  const answer = await runHere(["copy", "--from", from, "--to", to], {});
  expect(answer.code).toBe(1);
  expect(answer.said).toContain("(Person 1 differs). Nothing was changed.");
});

test("refuses a target with an older site or another program's tables, and leaves it unchanged", async () => {
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
