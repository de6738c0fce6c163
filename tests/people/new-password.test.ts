import { expect, test } from "vitest";
import { askToChangeEmail, findEmailChange } from "~/people/email-change.server";
import { changePassword } from "~/people/new-password.server";
import { openMeans } from "../factories/database";
import { createMember } from "../factories/people";
import { NOW } from "../factories/posts";

test("a new password ends a change of address that somebody else may have begun", async () => {
  const { db } = await openMeans();
  const means = { db, siteUrl: "https://table.example" };
  const ada = await createMember(db, "ada");
  await askToChangeEmail(means, ada.accountId, "eve@example.org", NOW);
  expect(await findEmailChange(db, ada.accountId, NOW)).not.toBeNull();
  await changePassword(means, ada, "a hash", NOW);
  expect(await findEmailChange(db, ada.accountId, NOW)).toBeNull();
  expect(await db.token.count({ where: { accountId: ada.accountId } })).toBe(0);
});
