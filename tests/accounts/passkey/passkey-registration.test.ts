import { expect, test } from "vitest";
import { listPasskeys } from "~/accounts/passkey/passkey.server";
import { addPasskey } from "~/accounts/passkey/passkey-registration.server";
import { endSessions } from "~/accounts/session/session.server";
import { newAuthenticator } from "../../factories/authenticator";
import { SITE_URL } from "../../factories/database";
import { withChangeBefore } from "../../factories/meanwhile";
import { askToAdd, NOW, open, signedIn } from "./passkey-owners";

test("adds no passkey when the member is signed out while it is verified", async () => {
  const deps = await open();
  const member = await signedIn(deps, "ada");
  const made = newAuthenticator(SITE_URL).create(await askToAdd(deps, member));
  const signOut = () => deps.db.write((tx) => endSessions(tx, member.accountId));
  const late = { ...deps, db: withChangeBefore(deps.db, signOut, 2) };
  expect(await addPasskey(late, member, made, "Key", NOW)).toEqual({ ok: false, reason: "passkey.stale" });
  expect(await listPasskeys(deps.db, member.accountId)).toEqual([]);
});
