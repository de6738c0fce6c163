import { expect, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { isUniqueViolation } from "~/platform/database/unique-violation.server";
import { newDatabaseUrl } from "../../../factories/database";

test("runs a transaction again whose unique value was taken by one beside it, and throws if it is still taken", async () => {
  const db = openDatabase(await newDatabaseUrl());
  const data = { key: "a key", points: 1 };
  /** Reads only when it runs again, so that the database can't know of a conflict. */
  const add = () => {
    let runs = 0;
    return db.write(async (tx) => {
      runs++;
      if (runs > 1 && (await tx.db.rateLimit.count()) > 0) return `found in run ${runs}`;
      await tx.db.rateLimit.create({ data });
      return "added";
    });
  };
  expect((await Promise.all([add(), add()])).sort()).toEqual(["added", "found in run 2"]);
  const mistake = db.write((tx) => tx.db.rateLimit.create({ data }));
  expect(isUniqueViolation(await mistake.catch((error: unknown) => error))).toBe(true);
  await db.close();
});
