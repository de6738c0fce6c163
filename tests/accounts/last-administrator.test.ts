// A site with an administrator keeps at least one.

import { expect, test } from "vitest";
import { changeRole, setActive } from "~/accounts/account.server";
import { openDeps } from "../factories/database";
import { createMember } from "../factories/people";
import { NOW } from "../factories/posts";

test("refuses to deactivate or demote the last administrator, also when both of two are changed at once", async () => {
  const { db } = await openDeps();
  const [one, two] = [
    await createMember(db, "one", { role: "administrator", password: null }),
    await createMember(db, "two", { role: "administrator", password: null }),
  ];
  const gone = await Promise.all([
    db.write((tx) => setActive(tx, one.accountId, false, NOW)),
    db.write((tx) => changeRole(tx, two.accountId, "editor", NOW)),
  ]);
  expect(gone.filter(({ ok }) => ok).length).toBe(1);
  const last = await db.account.findFirstOrThrow({ where: { role: "administrator", status: "active" } });
  const refusal = { ok: false, reason: "account.last-administrator" };
  expect(await db.write((tx) => setActive(tx, last.id, false, NOW))).toEqual(refusal);
  expect(await db.write((tx) => changeRole(tx, last.id, "reader", NOW))).toEqual(refusal);
});
