// Characters that the databases can't store are replaced before they are sent.

import { expect, test } from "vitest";
import { openDeps } from "../../../factories/database";

const NOW = new Date("2026-03-30T09:00:00Z");
const job = { kind: "x", status: "waiting", dueAt: NOW, createdAt: NOW };

test("stores and finds a text with NUL, in and outside a transaction", async () => {
  const { db } = await openDeps();
  await db.job.create({ data: { ...job, payload: "alone \0" } });
  await db.write((tx) => tx.db.job.create({ data: { ...job, payload: "within \0" } }));
  const found = await db.job.findMany({ where: { payload: { endsWith: "\0" } }, orderBy: { id: "asc" } });
  expect(found.map(({ payload }) => payload)).toEqual(["alone \ufffd", "within \ufffd"]);
});

test("does not find a text without NUL when searching for one with it", async () => {
  const { db } = await openDeps();
  await db.job.create({ data: { ...job, payload: "{}", key: "one" } });
  expect(await db.job.findUnique({ where: { key: "one\0" } })).toBeNull();
  expect(await db.job.findMany({ where: { key: { in: ["\0", "one\0"] } } })).toEqual([]);
});

test("stores an unpaired surrogate as the replacement character", async () => {
  const { db } = await openDeps();
  const { id } = await db.job.create({ data: { ...job, payload: "\ud83e" } });
  expect(await db.job.findUnique({ where: { id } })).toMatchObject({ payload: "\ufffd" });
});
