import { expect, test } from "vitest";
import { setActive } from "~/accounts/account.server";
import { withChangeBefore } from "../../factories/meanwhile";
import { ask, type Deps, open, signIn, withPasskey } from "./passkey-owners";

test.each([
  [
    "an account is closed",
    (deps: Deps, accountId: number) => deps.db.write((tx) => setActive(tx, accountId, false)),
    "sign-in.deactivated",
  ],
  ["a passkey is removed", (deps: Deps) => deps.db.passkey.deleteMany({}), "passkey.unknown"],
])("nobody comes in by what was signed while %s", async (_, change, reason) => {
  const deps = await open();
  const { member, device } = await withPasskey(deps);
  const before = await deps.db.session.count();
  const assertion = device.get(await ask(deps));
  // The first transaction is that in which the challenge is used up.
  const db = withChangeBefore(deps.db, () => change(deps, member.accountId), 2);
  expect(await signIn({ ...deps, db }, assertion)).toEqual({ ok: false, reason });
  expect(await deps.db.session.count()).toBeLessThanOrEqual(before);
  expect(deps.warned).toEqual([]);
});
