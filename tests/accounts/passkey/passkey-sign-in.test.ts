import { expect, test } from "vitest";
import { setActive } from "~/accounts/account.server";
import { withChangeBefore } from "../../factories/meanwhile";
import { ask, type Means, open, signIn, withPasskey } from "./passkey-owners";

test.each([
  [
    "an account is closed",
    (means: Means, accountId: number) => means.db.write((tx) => setActive(tx, accountId, false)),
    "sign-in.deactivated",
  ],
  ["a passkey is removed", (means: Means) => means.db.passkey.deleteMany({}), "passkey.unknown"],
])("nobody comes in by what was signed while %s", async (_, change, reason) => {
  const means = await open();
  const { member, device } = await withPasskey(means);
  const before = await means.db.session.count();
  const assertion = device.get(await ask(means));
  // The first transaction is that in which the challenge is used up.
  const db = withChangeBefore(means.db, () => change(means, member.accountId), 2);
  expect(await signIn({ ...means, db }, assertion)).toEqual({ ok: false, reason });
  expect(await means.db.session.count()).toBeLessThanOrEqual(before);
  expect(means.warned).toEqual([]);
});
