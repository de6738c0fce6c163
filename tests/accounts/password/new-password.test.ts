import { expect, test } from "vitest";
import { askToChangeEmail, findEmailChange } from "~/accounts/mail/email-change.server";
import { askForReset, changePassword } from "~/accounts/password/new-password.server";
import { endSessions } from "~/accounts/session/session.server";
import { openDeps } from "../../factories/database";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

test("a new password ends a change of address that somebody else may have begun", async () => {
  const { db } = await openDeps();
  const deps = { db, siteUrl: "https://table.example" };
  const ada = await createMember(db, "ada");
  await askToChangeEmail(deps, ada.accountId, "eve@example.org", NOW);
  expect(await findEmailChange(db, ada.accountId, NOW)).not.toBeNull();
  await changePassword(deps, ada, "a hash", NOW);
  expect(await findEmailChange(db, ada.accountId, NOW)).toBeNull();
  expect(await db.token.count({ where: { accountId: ada.accountId } })).toBe(0);
});

test("who was signed out while their new password was measured changes nothing", async () => {
  const { db } = await openDeps();
  const deps = { db, siteUrl: "https://table.example" };
  const ada = await createMember(db, "ada");
  const passwordOf = () => db.account.findUniqueOrThrow({ where: { id: ada.accountId } });
  const { passwordHash } = await passwordOf();
  await db.write((tx) => endSessions(tx, ada.accountId));
  expect(await changePassword(deps, ada, "a hash", NOW)).toBeNull();
  expect(await passwordOf()).toMatchObject({ passwordHash });
});

test("of many who ask for a new password at once, one has an e-mail sent", async () => {
  const { db } = await openDeps();
  const deps = { db, siteUrl: "https://table.example" };
  for (const email of [(await createMember(db, "ada")).email, "nobody@example.org"])
    await Promise.all(Array.from({ length: 5 }, () => askForReset(deps, email, NOW)));
  expect(await db.token.count({ where: { purpose: "reset" } })).toBe(2);
  expect(await db.job.count({ where: { kind: "mail" } })).toBe(2);
});
