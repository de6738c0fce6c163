import { expect, onTestFinished, test } from "vitest";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { databaseFile } from "~/platform/database/url";
import { copySite } from "~/portability/copy-site.server";
import { newDatabaseUrl } from "../factories/database";
import { createComment, createPost, NOW } from "../factories/posts";
import { addComments, fillSite, newSqliteUrl, open, rowsAt } from "./sites";

test("a site copied from SQLite to this database and back is equal row by row", async () => {
  const [first, between, last] = [
    open(await newSqliteUrl()),
    open(await newDatabaseUrl()),
    open(await newSqliteUrl()),
  ];
  const { postId } = await fillSite(first);
  await addComments(first, postId, 700);
  expect(await copySite(first, between)).toMatchObject({ ok: true });
  const back = await copySite(between, last);
  expect(back).toMatchObject({ ok: true });
  expect(back.ok && back.tables.find((table) => table.name === "Comment")).toMatchObject({
    added: 702,
    from: { rows: 702 },
  });
  expect(await rowsAt(last.url)).toEqual(await rowsAt(first.url));
});

test("gives ids in a copy that the site has never given, including those of deleted rows", async () => {
  const [from, to] = [open(await newSqliteUrl()), open(await newDatabaseUrl())];
  const { postId } = await fillSite(from);
  await copySite(from, to);
  const next = await createComment(from, postId, { body: "Next." });
  expect(next).toBe(4);
  expect(await createComment(to, postId, { body: "Next." })).toBe(next);
});

test("names a row that the target refuses, and keeps the rows before it", async () => {
  const [from, to] = [open(await newSqliteUrl()), open(await newSqliteUrl())];
  await fillSite(from);
  const raw = new Sqlite(databaseFile(to.url));
  onTestFinished(() => void raw.close());
  raw.exec(
    `CREATE TRIGGER "refuse" BEFORE INSERT ON "Comment" WHEN NEW."id" = 2 BEGIN SELECT RAISE(ABORT, 'not that one'); END`,
  );
  await expect(copySite(from, to)).rejects.toThrow("Comment 2 can’t be copied: not that one");
  expect(await to.db.comment.count()).toBe(1);
});

test("adds nothing when repeated, and adds missing rows wherever they are", async () => {
  const [from, to] = [open(await newSqliteUrl()), open(await newDatabaseUrl())];
  await fillSite(from);
  await copySite(from, to);
  await to.db.comment.deleteMany({ where: { id: 2 } });
  await to.db.byline.deleteMany({ where: { role: "presenter" } });
  const again = await copySite(from, to);
  const added =
    again.ok && again.tables.filter((table) => table.added > 0).map(({ name, added }) => [name, added]);
  expect(added).toEqual([
    ["Byline", 1],
    ["Comment", 1],
  ]);
  const third = await copySite(from, to);
  expect(third.ok && third.tables.every((table) => table.added === 0)).toBe(true);
});

test("copies a table with a composite key and more rows than fit into one query", async () => {
  const [from, to] = [open(await newSqliteUrl()), open(await newDatabaseUrl())];
  const { postId } = await fillSite(from);
  const handles = Array.from({ length: 600 }, (_, index) => `reader-${index}`);
  await from.db.person.createMany({
    data: handles.map((handle) => ({ handle, name: handle, createdAt: NOW })),
  });
  const people = await from.db.person.findMany({ where: { handle: { startsWith: "reader-" } } });
  await from.db.byline.createMany({
    data: people.map(({ id }, position) => ({ postId, personId: id, role: "writer", position })),
  });
  await copySite(from, to);
  await to.db.byline.deleteMany({ where: { position: 599 } });
  const again = await copySite(from, to);
  expect(again.ok && again.tables.find((table) => table.name === "Byline")?.added).toBe(1);
});

test("refuses a database with another site, and leaves it unchanged", async () => {
  const [from, to] = [open(await newSqliteUrl()), open(await newDatabaseUrl())];
  await fillSite(from);
  await createPost(to, { writers: ["someone"] });
  const before = await rowsAt(to.url);
  expect(await copySite(from, to)).toEqual({ ok: false, reason: "copy.another-site", what: "Person 1" });
  expect(await rowsAt(to.url)).toEqual(before);
});

test("reports a difference if the site is changed during the copy", async () => {
  const [from, to] = [open(await newSqliteUrl()), open(await newDatabaseUrl())];
  const { postId } = await fillSite(from);
  const raw = new Sqlite(databaseFile(from.url));
  onTestFinished(() => void raw.close());
  const copied = await copySite(from, to, (doing) => {
    if (doing === "Copying Job") raw.exec(`UPDATE "Post" SET title = 'Changed' WHERE id = ${postId}`);
  });
  expect(copied).toMatchObject({ ok: false, reason: "copy.differs" });
});

test("reports a difference and breaks no reference if someone joins and replies during the copy", async () => {
  const [from, to] = [open(await newSqliteUrl()), open(await newDatabaseUrl())];
  const { postId } = await fillSite(from);
  const raw = new Sqlite(databaseFile(from.url));
  onTestFinished(() => void raw.close());
  const number = raw.prepare('SELECT max(number) FROM "Comment"').pluck().get() as number;
  const join = () =>
    raw.exec(`
      INSERT INTO "Person" (id, handle, name, "createdAt") VALUES (99, 'new', 'New', 0);
      INSERT INTO "Comment" ("postId", "personId", number, path, status, source, html, excerpt, "renderVersion", "createdAt")
      VALUES (${postId}, 99, ${number + 9}, 'zzzz', 'approved', '', '', '', 1, 0)`);
  let joined = false;
  const copied = await copySite(from, to, (doing) => {
    if (doing === "Copying Person" && !joined) join();
    joined ||= doing === "Copying Person";
  });
  expect([joined, copied]).toMatchObject([true, { ok: false, reason: "copy.differs" }]);
  expect(await to.db.person.count({ where: { id: 99 } })).toBe(0);
});
