// Many simultaneous writers in one process and in several: no write is lost, none leaks, none is refused.

import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { newDatabaseUrl } from "../../factories/database";
import { openRaw } from "../../factories/raw-database";
import { type Contention, contend, countOf } from "./contention";
import { bundleProgram, runProgram } from "./processes";

async function openNew() {
  const url = await newDatabaseUrl();
  const db = openDatabase(url);
  onTestFinished(() => db.close());
  return { url, db };
}

const writtenIn = async (url: string) =>
  (await openRaw(url)).column(`SELECT handle FROM "Person" WHERE handle <> 'counter' ORDER BY handle`);

test("keeps every transaction whole and the counter exact in one process", async () => {
  const { url, db } = await openNew();
  const { kept } = await contend(db, { name: "only", transactions: 60 });
  expect(await writtenIn(url)).toEqual(kept.sort());
  expect(await countOf(db)).toBe(40);
});

test("keeps every transaction whole and the counter exact across three processes", async () => {
  const { url, db } = await openNew();
  const program = await bundleProgram("platform/database/contending.program.ts");
  const run = async (name: string) => JSON.parse(await runProgram(program, url, name, "30")) as Contention;
  const all = await Promise.all(["one", "two", "three"].map(run));
  expect(await writtenIn(url)).toEqual(all.flatMap((one) => one.kept).sort());
  expect(await countOf(db)).toBe(60);
});
