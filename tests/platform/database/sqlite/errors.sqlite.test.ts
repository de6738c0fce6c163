// SQLite's errors as Prisma reports them.

import { expect, onTestFinished, test } from "vitest";
import { databaseFile, openDatabase } from "~/platform/database/database.server";
import Sqlite from "~/platform/database/sqlite/driver.mjs";
import { newDatabaseUrl } from "../../../factories/database";

const NOW = new Date(0);

async function openNew() {
  const url = await newDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  await db.person.create({ data: { handle: "ada", name: "Ada", createdAt: NOW } });
  return { db, url };
}

test("a unique violation names its table and columns", async () => {
  const { db } = await openNew();
  const again = db.person.create({ data: { handle: "ada", name: "Ada", createdAt: NOW } });
  await expect(again).rejects.toMatchObject({
    code: "P2002",
    meta: { modelName: "Person", driverAdapterError: { cause: { constraint: { fields: ["handle"] } } } },
  });
});

test("distinguishes a broken foreign key, a missing value and a missing table", async () => {
  const { db } = await openNew();
  const orphan = db.session.create({
    data: { tokenHash: "x", accountId: 99, device: "", createdAt: NOW, lastUsedAt: NOW, expiresAt: NOW },
  });
  await expect(orphan).rejects.toMatchObject({ code: "P2003" });
  await expect(db.$executeRaw`INSERT INTO "Tag" ("slug") VALUES ('x')`).rejects.toMatchObject({
    meta: {
      driverAdapterError: { cause: { kind: "NullConstraintViolation", constraint: { fields: ["name"] } } },
    },
  });
  await expect(db.$executeRaw`DELETE FROM "Gone"`).rejects.toMatchObject({
    meta: { driverAdapterError: { cause: { kind: "TableDoesNotExist", table: "Gone" } } },
  });
  await expect(db.$executeRaw`UPDATE "Tag" SET "gone" = 1`).rejects.toMatchObject({
    meta: { driverAdapterError: { cause: { kind: "ColumnNotFound", column: "gone" } } },
  });
  await expect(db.$executeRaw`UPDAET`).rejects.toMatchObject({
    meta: { driverAdapterError: { cause: { kind: "sqlite", originalCode: "SQLITE_ERROR" } } },
  });
});

test("rolls back the whole transaction after an error, and starts the next one", async () => {
  const { db, url } = await openNew();
  const failing = db.write(async (tx) => {
    await tx.db.person.create({ data: { handle: "ken", name: "Ken", createdAt: NOW } });
    await tx.db.person.create({ data: { handle: "ada", name: "Ada", createdAt: NOW } });
  });
  await expect(failing).rejects.toMatchObject({ code: "P2002" });
  await db.write((tx) => tx.db.person.create({ data: { handle: "zoe", name: "Zoe", createdAt: NOW } }));
  const raw = new Sqlite(databaseFile(url), { readonly: true });
  onTestFinished(() => void raw.close());
  expect(raw.prepare("SELECT handle FROM Person ORDER BY handle").pluck().all()).toEqual(["ada", "zoe"]);
});
