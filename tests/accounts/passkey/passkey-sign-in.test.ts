import { expect, test } from "vitest";
import { setActive } from "~/accounts/account.server";
import { withChangeBefore } from "../../factories/meanwhile";
import { ask, type Deps, open, signIn, withPasskey } from "./passkey-owners";

test.each([
  [
    "the account is deactivated",
    (deps: Deps, accountId: number) => deps.db.write((tx) => setActive(tx, accountId, false, new Date())),
    "sign-in.deactivated",
  ],
  ["the passkey is removed", (deps: Deps) => deps.db.passkey.deleteMany({}), "passkey.unknown"],
])("refuses an assertion when %s while it is verified", async (_, change, reason) => {
  const deps = await open();
  const { member, device } = await withPasskey(deps);
  const before = await deps.db.session.count();
  const assertion = device.get(await ask(deps));
  // The change comes before the second transaction: the first uses up the challenge.
  const db = withChangeBefore(deps.db, () => change(deps, member.accountId), 2);
  expect(await signIn({ ...deps, db }, assertion)).toEqual({ ok: false, reason });
  expect(await deps.db.session.count()).toBeLessThanOrEqual(before);
  expect(deps.warned).toEqual([]);
});
