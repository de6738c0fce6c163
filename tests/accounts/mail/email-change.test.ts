import { expect, test } from "vitest";
import { askToChangeEmail, EMAIL_CHANGE_MS } from "~/accounts/mail/email-change.server";
import { prunePeopleJob } from "~/accounts/prune-accounts.server";
import { openDeps, SITE_URL } from "../../factories/database";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

test("keeps a new address while it can be confirmed, and deletes it afterwards", async () => {
  const deps = { ...(await openDeps()), siteUrl: SITE_URL };
  const { accountId } = await createMember(deps.db, "ada");
  await askToChangeEmail(deps, accountId, "ada@elsewhere.example", NOW);
  await prunePeopleJob.run(deps, {}, new Date(NOW.getTime() + EMAIL_CHANGE_MS - 1));
  expect(await deps.db.emailChange.count()).toBe(1);
  await prunePeopleJob.run(deps, {}, new Date(NOW.getTime() + EMAIL_CHANGE_MS));
  expect(await deps.db.emailChange.count()).toBe(0);
});
