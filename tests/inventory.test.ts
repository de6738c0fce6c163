// The rooms' inventories against the schema.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CHECKS, JOBS, listCopiedTables, ROOMS } from "~/inventory.server";
import { MODELS } from "~/platform/database/copying/tables";
import { kindOf } from "~/platform/database/kinds.server";
import { newDatabaseUrl } from "./factories/database";
import { sources } from "./house/source-files";

const models = ROOMS.flatMap(({ models = {} }) => Object.entries(models));

test("every model is in the inventory of exactly one room", () => {
  expect(models.map(([name]) => name).sort()).toEqual([...MODELS].sort());
});

test("every table is copied with all columns of its key, after those that it references, or left behind with a reason", async () => {
  const url = await newDatabaseUrl();
  const copied = await listCopiedTables(url);
  const place = (name: string) => copied.findIndex((table) => table.name === name);
  const early = copied.filter(({ name, references }) =>
    references.some((other) => place(other) > place(name)),
  );
  expect(early).toEqual([]);
  expect(copied.find(({ name }) => name === "Byline")).toEqual({
    name: "Byline",
    key: ["postId", "personId", "role"],
    references: ["Person", "Post"],
  });
  expect(copied.filter(({ key }) => key.length === 0)).toEqual([]);
  const left = models.filter(([, { leftBehind }]) => leftBehind !== undefined).map(([name]) => name);
  expect([...copied.map(({ name }) => name), ...left].sort()).toEqual([...MODELS].sort());
  // A row that is copied may not reference one that isn't.
  expect(copied.flatMap(({ references }) => references.filter((name) => left.includes(name)))).toEqual([]);
  expect(await kindOf(url).readTables(url, ["Change"])).toEqual([
    { name: "Change", key: ["id"], references: [] },
  ]);
});

test("every kind of job that is defined is in an inventory once, or is the backup, which needs settings", () => {
  const defined = sources.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/defineJob\(\{\s*kind: "([^"]+)"/g)].map(([, kind]) => kind),
  );
  expect(defined.length).toBeGreaterThan(5);
  expect([...JOBS.map(({ kind }) => kind), "backup"].sort()).toEqual(defined.sort());
});

test("no two checks have the same name", () => {
  const names = CHECKS.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)]);
});
