import { expect, test } from "vitest";
import { listPasskeys } from "~/accounts/passkey/passkey.server";
import { addPasskey } from "~/accounts/passkey/passkey-registration.server";
import { endSessions } from "~/accounts/session/session.server";
import { newAuthenticator } from "../../factories/authenticator";
import { SITE_URL } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { askToAdd, NOW, open, signedIn } from "./passkey-owners";

test("a passkey of who is signed out while it is checked is not added", async () => {
  const means = await open();
  const member = await signedIn(means, "ada");
  const made = newAuthenticator(SITE_URL).create(await askToAdd(means, member));
  const signOut = () => means.db.write((tx) => endSessions(tx, member.accountId));
  const late = { ...means, db: withChangeBefore(means.db, signOut, 2) };
  expect(await addPasskey(late, member, made, "Key", NOW)).toEqual({ ok: false, reason: "passkey.stale" });
  expect(await listPasskeys(means.db, member.accountId)).toEqual([]);
});
