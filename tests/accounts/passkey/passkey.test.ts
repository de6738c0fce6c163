import { expect, test } from "vitest";
import { FAILURES_PER_NETWORK } from "~/accounts/account.schema";
import { setActive } from "~/accounts/account.server";
import { findJoinLink } from "~/accounts/joining/join.server";
import { MAX_PASSKEYS } from "~/accounts/passkey/passkey.schema";
import { listPasskeys, removePasskey, renamePasskey } from "~/accounts/passkey/passkey.server";
import { offerJoiningPasskey } from "~/accounts/passkey/passkey-join.server";
import { addPasskey, offerPasskey } from "~/accounts/passkey/passkey-registration.server";
import { signInWithPasskey } from "~/accounts/passkey/passkey-sign-in.server";
import { findMember } from "~/accounts/session/session.server";
import { issueToken, pruneTokens } from "~/accounts/token.server";
import { joinWithPasskey } from "~/flows/accounts/join.server";
import { newAuthenticator } from "../../factories/authenticator";
import { SITE_URL } from "../../factories/database";
import {
  ask,
  askToAdd,
  DEVICE,
  emailsTo,
  later,
  NOW,
  open,
  signedIn,
  signIn,
  withPasskey,
} from "./passkey-owners";

test("requires a discoverable passkey with user verification", async () => {
  const deps = await open();
  const { member, device } = await withPasskey(deps);
  const options = await askToAdd(deps, member);
  expect(options.rp.id).toBe("longtable.test");
  expect(options.authenticatorSelection).toMatchObject({
    residentKey: "required",
    userVerification: "required",
  });
  expect(options.excludeCredentials).toMatchObject([{ id: device.id, transports: ["internal"] }]);
  const account = await deps.db.account.findUniqueOrThrow({ where: { id: member.accountId } });
  expect(options.user.id).toBe(account.webauthnId);
  expect(await ask(deps)).toMatchObject({ rpId: "longtable.test", userVerification: "required" });
});

test("signs in repeatedly with an added passkey, and notifies its owner by e-mail", async () => {
  const deps = await open();
  const { member, device } = await withPasskey(deps);
  for (const minutes of [1, 2]) {
    const answer = await signIn(deps, device.get(await ask(deps)), later(minutes));
    expect(answer).toMatchObject({ ok: true, accountId: member.accountId });
    if (answer.ok)
      expect(await findMember(deps.db, answer.secret, later(minutes))).toMatchObject({ handle: "ada" });
  }
  expect(await listPasskeys(deps.db, member.accountId)).toMatchObject([
    { name: "Key", lastUsedAt: later(2) },
  ]);
  const messages = await emailsTo(deps);
  expect(messages).toHaveLength(1);
  expect(messages[0]).toContain("ada@example.org");
  expect(messages[0]).toContain("A passkey, “Key”, was added");
});

test.each([
  ["for the origin of a look-alike site", { origin: "http://longtab1e.test" }],
  ["for another relying party", { rpId: "longtab1e.test" }],
  ["without user verification", { verified: false }],
  ["with another user handle", { userHandle: Buffer.from("somebody else").toString("base64url") }],
])("refuses an assertion %s", async (_what, bent) => {
  const deps = await open();
  const { device } = await withPasskey(deps);
  expect(await signIn(deps, device.get(await ask(deps), bent))).toMatchObject({
    reason: "passkey.mismatch",
  });
});

test("refuses an assertion that another authenticator signed for this passkey's id", async () => {
  const deps = await open();
  const { device } = await withPasskey(deps);
  const { device: other, member } = await withPasskey(deps, "eve");
  const { webauthnId } = await deps.db.account.findFirstOrThrow({
    where: { id: { not: member.accountId } },
  });
  const forged = other.get(await ask(deps), { id: device.id, userHandle: webauthnId });
  expect(await signIn(deps, forged)).toMatchObject({ reason: "passkey.mismatch" });
});

test("refuses an unknown passkey", async () => {
  const deps = await open();
  const stranger = newAuthenticator(SITE_URL);
  const forged = stranger.get(await ask(deps), { userHandle: "AAAA" });
  expect(await signIn(deps, forged)).toMatchObject({ reason: "passkey.unknown" });
});

test("accepts only a challenge issued by the site for signing in, once, within five minutes", async () => {
  const deps = await open();
  const { member, device } = await withPasskey(deps);
  const forged = device.get({ challenge: Buffer.from("a".repeat(48)).toString("base64url") });
  expect(await signIn(deps, forged)).toMatchObject({ reason: "passkey.stale" });

  const ofAdding = device.get(await askToAdd(deps, member));
  expect(await signIn(deps, ofAdding)).toMatchObject({ reason: "passkey.stale" });

  const once = device.get(await ask(deps));
  expect(await signIn(deps, once)).toMatchObject({ ok: true });
  expect(await signIn(deps, once)).toMatchObject({ reason: "passkey.stale" });

  // A refused assertion uses up its challenge too.
  const asked = await ask(deps);
  await signIn(deps, device.get(asked, { verified: false }));
  expect(await signIn(deps, device.get(asked))).toMatchObject({ reason: "passkey.stale" });

  const slow = await ask(deps);
  expect(await signIn(deps, device.get(slow), later(5))).toMatchObject({ reason: "passkey.expired" });
});

test("refuses a signature counter that did not increase, and logs a warning without personal data", async () => {
  const deps = await open();
  const { device } = await withPasskey(deps);
  expect(await signIn(deps, device.get(await ask(deps), { counter: 0xffff_fff0 }))).toMatchObject({
    ok: true,
  });
  for (const counter of [0, 7, 0xffff_fff0])
    expect(await signIn(deps, device.get(await ask(deps), { counter }))).toMatchObject({
      reason: "passkey.copied",
    });
  expect(await signIn(deps, device.get(await ask(deps), { counter: 0xffff_fff1 }))).toMatchObject({
    ok: true,
  });
  expect(deps.warned).toHaveLength(3);
  expect(JSON.stringify(deps.warned)).not.toMatch(/ada|example|192\.0/);
});

test("accepts a synchronised passkey, whose signature counter stays 0", async () => {
  const deps = await open();
  const { device } = await withPasskey(deps);
  for (const counter of [0, 0])
    expect(await signIn(deps, device.get(await ask(deps), { counter }))).toMatchObject({ ok: true });
});

test("refuses a passkey of a deactivated account", async () => {
  const deps = await open();
  const { member, device } = await withPasskey(deps);
  await deps.db.write((tx) => setActive(tx, member.accountId, false, NOW));
  expect(await signIn(deps, device.get(await ask(deps)))).toMatchObject({ reason: "sign-in.deactivated" });
});

test("limits failed assertions per network, without counting expired ones, and then refuses every passkey", async () => {
  const deps = await open({ limits: true });
  const { device } = await withPasskey(deps);
  expect(await signIn(deps, device.get(await ask(deps)), later(6))).toMatchObject({
    reason: "passkey.expired",
  });
  for (let failure = 0; failure < FAILURES_PER_NETWORK; failure++)
    expect(await signIn(deps, device.get({ challenge: "AAAA" }))).toMatchObject({ reason: "passkey.stale" });
  expect(await signIn(deps, device.get(await ask(deps)))).toMatchObject({ reason: "sign-in.too-many" });
  const elsewhere = { ...DEVICE, address: "198.51.100.1" };
  const answer = device.get(await ask(deps));
  expect(await signInWithPasskey(deps, answer, elsewhere, NOW)).toMatchObject({ ok: true });
});

test.each([
  ["the origin of another site", { origin: "http://longtab1e.test" }, "passkey.mismatch"],
  ["no user verification", { verified: false }, "passkey.mismatch"],
  ["an unknown challenge", { challenge: "AAAA" }, "passkey.stale"],
])("refuses to register a passkey with %s", async (_what, bent, reason) => {
  const deps = await open();
  const member = await signedIn(deps, "ada");
  const made = newAuthenticator(SITE_URL).create(await askToAdd(deps, member), bent);
  expect(await addPasskey(deps, member, made, "Key", NOW)).toEqual({ ok: false, reason });
  expect(await listPasskeys(deps.db, member.accountId)).toEqual([]);
});

test("registers a passkey only in the session that asked for it", async () => {
  const deps = await open();
  const [ada, eve] = [await signedIn(deps, "ada"), await signedIn(deps, "eve")];
  const byEve = newAuthenticator(SITE_URL).create(await askToAdd(deps, ada));
  expect(await addPasskey(deps, eve, byEve, "Key", NOW)).toEqual({ ok: false, reason: "passkey.stale" });
  const elsewhere = newAuthenticator(SITE_URL).create(await askToAdd(deps, ada));
  const other = { ...ada, sessionId: ada.sessionId + 100 };
  expect(await addPasskey(deps, other, elsewhere, "Key", NOW)).toEqual({
    ok: false,
    reason: "passkey.stale",
  });
});

test("refuses a passkey of another account and more than the maximum, and gives passkeys distinct names", async () => {
  const deps = await open();
  const { member: ada, device } = await withPasskey(deps);
  const eve = await signedIn(deps, "eve");
  const taken = device.create(await askToAdd(deps, eve));
  expect(await addPasskey(deps, eve, taken, "Key", NOW)).toEqual({ ok: false, reason: "passkey.taken" });

  const waiting = newAuthenticator(SITE_URL).create(await askToAdd(deps, ada));
  for (let more = 1; more < MAX_PASSKEYS; more++) {
    const made = newAuthenticator(SITE_URL).create(await askToAdd(deps, ada));
    await addPasskey(deps, ada, made, "Key", NOW);
  }
  const names = (await listPasskeys(deps.db, ada.accountId)).map(({ name }) => name);
  expect([names.length, names[0], names[1], new Set(names).size]).toEqual([20, "Key", "Key (2)", 20]);
  expect(await offerPasskey(deps, ada, NOW)).toEqual({ ok: false, reason: "passkey.too-many" });
  expect(await addPasskey(deps, ada, waiting, "Key", NOW)).toEqual({
    ok: false,
    reason: "passkey.too-many",
  });
});

test("refuses to remove the last sign-in method, and removes a passkey beside a password, another passkey or an identity", async () => {
  const deps = await open();
  const { member } = await withPasskey(deps);
  const { accountId } = member;
  const [only = { id: 0 }] = await listPasskeys(deps.db, accountId);
  const remove = (id: number) => removePasskey(deps, accountId, id, NOW);
  expect(await remove(only.id)).toEqual({ ok: false, reason: "account.last-sign-in-method" });

  const second = newAuthenticator(SITE_URL).create(await askToAdd(deps, member));
  await addPasskey(deps, member, second, "Second", NOW);
  expect(await remove(only.id)).toEqual({ ok: true });
  expect((await emailsTo(deps)).at(-1)).toContain("The passkey “Key” was removed");
  expect(await remove(only.id)).toEqual({ ok: false, reason: "passkey.gone" });

  const [last = { id: 0 }] = await listPasskeys(deps.db, accountId);
  const identity = { issuer: "https://id.example", subject: "1", label: "Ada", createdAt: NOW };
  await deps.db.identity.create({ data: { ...identity, accountId } });
  expect(await remove(last.id)).toEqual({ ok: true });

  const { member: ken } = await withPasskey(deps, "ken", "a hash");
  const [his = { id: 0 }] = await listPasskeys(deps.db, ken.accountId);
  expect(await remove(his.id)).toEqual({ ok: false, reason: "passkey.gone" });
  expect(await renamePasskey(deps.db, accountId, his.id, "Mine")).toBe(false);
  expect(await removePasskey(deps, ken.accountId, his.id, NOW)).toEqual({ ok: true });
});

test("joins with a passkey without a password, and signs in with the passkey", async () => {
  const deps = await open();
  const secret = await issueToken(deps, "join", { payload: { email: "ada@example.org" } }, NOW);
  const ada = { name: "Ada", handle: "ada" };
  const offer = async () => {
    const offered = await offerJoiningPasskey(deps, secret, ada, NOW);
    if (!offered.ok) throw new Error(offered.reason);
    return offered.options;
  };
  const device = newAuthenticator(SITE_URL);
  const [first, second] = [await offer(), await offer()];
  // The same user id, so that an authenticator keeps one passkey for all attempts with one link.
  expect(first.user.id).toBe(second.user.id);
  expect(first.user).toMatchObject({ name: "ada", displayName: "Ada" });

  const refused = device.create(first, { verified: false });
  const join = (made: typeof refused) => joinWithPasskey(deps, secret, ada, made, DEVICE, NOW);
  expect(await join(refused)).toEqual({ ok: false, reason: "passkey.mismatch" });
  expect(await deps.db.account.count()).toBe(0);

  const joined = await join(device.create(second));
  expect(joined).toMatchObject({ ok: true });
  const account = await deps.db.account.findFirstOrThrow({ include: { passkeys: true } });
  expect([account.passwordHash, account.webauthnId]).toEqual([null, first.user.id]);
  expect(account.passkeys).toMatchObject([{ name: "Firefox on Linux", transports: "internal" }]);
  expect(await findJoinLink(deps.db, secret, NOW)).toEqual({ ok: false, reason: "token.used" });
  expect(await signIn(deps, device.get(await ask(deps)))).toMatchObject({
    ok: true,
    accountId: account.id,
  });
});

test("refuses a passkey registered for another link, or one that an account already has", async () => {
  const deps = await open();
  const { device } = await withPasskey(deps, "ken");
  const linkFor = (email: string) => issueToken(deps, "join", { payload: { email } }, NOW);
  const [one, other] = [await linkFor("ada@example.org"), await linkFor("eve@example.org")];
  const ada = { name: "Ada", handle: "ada" };
  const offer = async () => {
    const offered = await offerJoiningPasskey(deps, one, ada, NOW);
    if (!offered.ok) throw new Error(offered.reason);
    return offered.options;
  };
  const made = newAuthenticator(SITE_URL).create(await offer());
  expect(await joinWithPasskey(deps, other, ada, made, DEVICE, NOW)).toMatchObject({
    reason: "passkey.stale",
  });
  const taken = device.create(await offer());
  expect(await joinWithPasskey(deps, one, ada, taken, DEVICE, NOW)).toMatchObject({
    reason: "passkey.taken",
  });
  expect(await deps.db.account.count()).toBe(1);
});

test("prunes challenges an hour after they expire, and links only long after they expired", async () => {
  const deps = await open();
  const { accountId } = await signedIn(deps, "ada");
  await ask(deps);
  await issueToken(deps, "reset", { accountId }, NOW);
  await pruneTokens(deps.db, later(65));
  expect(await deps.db.token.count()).toBe(2);
  await pruneTokens(deps.db, later(66));
  expect(await deps.db.token.findMany()).toMatchObject([{ purpose: "reset" }]);
});
