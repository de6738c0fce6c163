import { expect, test } from "vitest";
import { askToChangeEmail, findEmailChange } from "~/accounts/mail/email-change.server";
import { askForReset, changePassword } from "~/accounts/password/new-password.server";
import { endSessions } from "~/accounts/session/session.server";
import { openDeps } from "../../factories/database";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

test("cancels a pending change of e-mail address when the password changes", async () => {
  const { db } = await openDeps();
  const deps = { db, siteUrl: "https://table.example" };
  const ada = await createMember(db, "ada");
  await askToChangeEmail(deps, ada.accountId, "eve@example.org", NOW);
  expect(await findEmailChange(db, ada.accountId, NOW)).not.toBeNull();
  await changePassword(deps, ada, "a hash", NOW);
  expect(await findEmailChange(db, ada.accountId, NOW)).toBeNull();
  expect(await db.token.count({ where: { accountId: ada.accountId } })).toBe(0);
});

test("changes no password for a member who was signed out while it was measured", async () => {
  const { db } = await openDeps();
  const deps = { db, siteUrl: "https://table.example" };
  const ada = await createMember(db, "ada");
  const passwordOf = () => db.account.findUniqueOrThrow({ where: { id: ada.accountId } });
  const { passwordHash } = await passwordOf();
  await db.write((tx) => endSessions(tx, ada.accountId));
  expect(await changePassword(deps, ada, "a hash", NOW)).toBeNull();
  expect(await passwordOf()).toMatchObject({ passwordHash });
});

test("sends one e-mail for several simultaneous requests to reset a password", async () => {
  const { db } = await openDeps();
  const deps = { db, siteUrl: "https://table.example" };
  for (const email of [(await createMember(db, "ada")).email, "nobody@example.org"])
    await Promise.all(Array.from({ length: 5 }, () => askForReset(deps, email, NOW)));
  expect(await db.token.count({ where: { purpose: "reset" } })).toBe(2);
  expect(await db.job.count({ where: { kind: "mail" } })).toBe(2);
});
