import { expect, test } from "vitest";
import {
  KEEP_ADDRESS_DAYS,
  SESSION_IDLE_S,
  SESSION_LIFE_S,
  SESSION_TOUCH_S,
} from "~/accounts/account.schema";
import { setActive } from "~/accounts/account.server";
import {
  beginSession,
  endSession,
  endSessions,
  findMember,
  listSessions,
  pruneSessions,
  renewSession,
} from "~/accounts/session/session.server";
import { openDeps } from "../../factories/database";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const DEVICE = { device: "Firefox on Linux", address: "192.0.2.17" };

async function signIn() {
  const deps = await openDeps();
  const member = await createMember(deps.db, "ada", { now: NOW });
  const secret = member.cookie.replace("session=", "");
  return { ...deps, member, secret };
}

test("finds the member by the session's secret, which the database does not contain", async () => {
  const { db, member, secret } = await signIn();
  expect(await findMember(db, secret, NOW)).toEqual({
    ...{ kind: "person", id: member.id, accountId: member.accountId, sessionId: member.sessionId },
    ...{ handle: "ada", name: "ada", role: "reader", moderates: false },
    ...{ readMarks: true, readParts: false, visitAt: NOW },
  });
  expect(JSON.stringify(await db.session.findMany())).not.toContain(secret);
});

test("finds nobody by a wrong secret", async () => {
  const { db, secret } = await signIn();
  expect(
    await findMember(
      db,
      secret.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
      NOW,
    ),
  ).toBeNull();
});

test("expires an unused session, and extends a used one", async () => {
  const { db, secret } = await signIn();
  expect(await findMember(db, secret, after(SESSION_IDLE_S))).toBeNull();
  expect(await findMember(db, secret, after(SESSION_IDLE_S - 60))).not.toBeNull();
  expect(await findMember(db, secret, after(SESSION_IDLE_S + 60))).not.toBeNull();
});

test("expires a session after its maximum lifetime, however often it is used", async () => {
  const { db, secret } = await signIn();
  for (let at = SESSION_IDLE_S / 2; at < SESSION_LIFE_S; at += SESSION_IDLE_S / 2)
    expect(await findMember(db, secret, after(at))).not.toBeNull();
  expect(await findMember(db, secret, after(SESSION_LIFE_S))).toBeNull();
});

test("updates a session's last use at intervals, not at each request", async () => {
  const { db, member, secret } = await signIn();
  const lastUsed = async () => (await listSessions(db, member.accountId, NOW))[0]?.lastUsedAt;
  await findMember(db, secret, after(SESSION_TOUCH_S - 1));
  expect(await lastUsed()).toEqual(NOW);
  await findMember(db, secret, after(SESSION_TOUCH_S));
  expect(await lastUsed()).toEqual(after(SESSION_TOUCH_S));
});

test("keeps a session valid when the clock was set back", async () => {
  const { db, secret } = await signIn();
  expect(await findMember(db, secret, after(-86_400))).not.toBeNull();
});

test("finds nobody by a session of a deactivated account, and deletes its sessions", async () => {
  const { db, member, secret } = await signIn();
  await db.account.update({ where: { id: member.accountId }, data: { status: "deactivated" } });
  expect(await findMember(db, secret, NOW)).toBeNull();
  await db.account.update({ where: { id: member.accountId }, data: { status: "active" } });
  await db.write((tx) => setActive(tx, member.accountId, false, NOW));
  expect(await listSessions(db, member.accountId, NOW)).toEqual([]);
});

test("ends one session, or all but the current one, and never another member's", async () => {
  const { db, member, secret } = await signIn();
  const other = await createMember(db, "ben", { now: NOW });
  const second = await beginSession(db, member.accountId, DEVICE, NOW);
  expect(await endSession(db, other.accountId, member.sessionId)).toBe(false);
  await db.write((tx) => endSessions(tx, member.accountId, member.sessionId));
  expect(await findMember(db, second, NOW)).toBeNull();
  expect(await findMember(db, secret, NOW)).not.toBeNull();
  expect(await endSession(db, member.accountId, member.sessionId)).toBe(true);
  expect(await findMember(db, secret, NOW)).toBeNull();
  expect(await listSessions(db, other.accountId, NOW)).toHaveLength(1);
});

test("replaces the secret when a session is renewed", async () => {
  const { db, member, secret } = await signIn();
  const renewed = await db.write((tx) => renewSession(tx, member.sessionId, NOW));
  expect(await findMember(db, secret, NOW)).toBeNull();
  expect((await findMember(db, renewed, NOW))?.sessionId).toBe(member.sessionId);
});

test.each([
  ["192.0.2.17", "192.0.2.0"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
])("shortens the address %s to %s after some days", async (address, short) => {
  const { db, member } = await signIn();
  await db.write((tx) => endSessions(tx, member.accountId));
  await beginSession(db, member.accountId, { device: "x", address }, NOW);
  const stored = async () => (await listSessions(db, member.accountId, NOW))[0]?.address;
  await pruneSessions(db, after(KEEP_ADDRESS_DAYS * 86_400 - 1));
  expect(await stored()).toBe(address);
  await pruneSessions(db, after(KEEP_ADDRESS_DAYS * 86_400));
  expect(await stored()).toBe(short);
});

test("prunes expired sessions", async () => {
  const { db } = await signIn();
  await pruneSessions(db, after(SESSION_IDLE_S - 1));
  expect(await db.session.count()).toBe(1);
  await pruneSessions(db, after(SESSION_IDLE_S));
  expect(await db.session.count()).toBe(0);
});
