import { expect, test } from "vitest";
import { changeRole, setActive } from "~/accounts/account.server";
import type { InvitationInput } from "~/accounts/joining/invitation.schema";
import { invite, listInvitations } from "~/accounts/joining/invitation.server";
import { pruneInvitations, revokeInvitation } from "~/accounts/joining/invitation-ends.server";
import { askToJoin } from "~/accounts/joining/join.server";
import { closeAccount } from "~/accounts/leaving.server";
import { join } from "~/flows/accounts/join.server";
import type { Database } from "~/platform/database/database.server";
import { openDeps, SITE_URL } from "../../factories/database";
import { createInvitation } from "../../factories/invitations";
import { withChangeBefore } from "../../factories/meanwhile";
import { createMember, type TestMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

const INPUT: InvitationInput = { role: "administrator", days: 30, email: "", handle: "" };

test.each([
  ["is deactivated", (tx: Parameters<typeof setActive>[0], id: number) => setActive(tx, id, false, NOW)],
  [
    "becomes an editor",
    (tx: Parameters<typeof setActive>[0], id: number) => changeRole(tx, id, "editor", NOW),
  ],
])(
  "creates no invitation for an administrator who %s before the form is processed",
  async (_what, change) => {
    const { db } = await openDeps();
    const [boss] = [
      await createMember(db, "boss", { role: "administrator" }),
      await createMember(db, "other", { role: "administrator" }),
    ];
    const keepOut = () => db.write((tx) => change(tx, boss.accountId));
    const late = { db: withChangeBefore(db, keepOut), siteUrl: SITE_URL };
    expect(await invite(late, boss, INPUT, NOW)).toEqual({ ok: false, reason: "invitation.not-yours" });
    expect(await db.invitation.count()).toBe(0);
  },
);

const KEY = "0123456789abcdef".repeat(3);
const DEVICE = { device: "A test", address: "192.0.2.1" };
const NO_PASSWORD = { passwordHash: null };
const DAY_MS = 24 * 60 * 60 * 1000;

test("creates one invitation and one e-mail when a form is sent twice at once, and both answers show its link", async () => {
  const { db } = await openDeps();
  const deps = { db, siteUrl: SITE_URL };
  const boss = await createMember(db, "boss", { role: "administrator" });
  const input = { ...INPUT, email: "bo@example.org", key: KEY };
  const [first, second] = await Promise.all([invite(deps, boss, input, NOW), invite(deps, boss, input, NOW)]);
  expect(first).toEqual({ ok: true, href: expect.stringMatching(/\/join\/[0-9a-f]{48}$/) });
  expect(second).toEqual(first);
  expect([await db.invitation.count(), await db.job.count({ where: { kind: "mail" } })]).toEqual([1, 1]);
});

test("creates another invitation when a form is filled in differently, opened anew, or sent by another administrator", async () => {
  const { db } = await openDeps();
  const deps = { db, siteUrl: SITE_URL };
  const boss = await createMember(db, "boss", { role: "administrator" });
  const other = await createMember(db, "other", { role: "administrator" });
  const asked = [
    await invite(deps, boss, { ...INPUT, key: KEY }, NOW),
    await invite(deps, boss, { ...INPUT, key: KEY, role: "reader" }, NOW),
    await invite(deps, boss, { ...INPUT, key: KEY, days: 7 }, NOW),
    await invite(deps, boss, { ...INPUT, key: KEY.replace("0", "1") }, NOW),
    await invite(deps, other, { ...INPUT, key: KEY }, NOW),
    await invite(deps, boss, INPUT, NOW),
    await invite(deps, boss, INPUT, NOW),
  ];
  expect(new Set(asked.map((one) => one.ok && one.href)).size).toBe(7);
});

test("keeps a used invitation until its member’s account is deleted, also when the inviter’s is", async () => {
  const { db } = await openDeps();
  const boss = await createMember(db, "boss", { role: "administrator" });
  const [used, open] = [
    await createInvitation(db, { role: "author", email: "ada@example.org", inviterId: boss.accountId }),
    await createInvitation(db, { inviterId: boss.accountId }),
  ];
  const joined = await join(
    { db, siteUrl: SITE_URL },
    used,
    { name: "Ada", handle: "ada" },
    NO_PASSWORD,
    DEVICE,
    NOW,
  );
  if (!joined.ok) throw new Error(joined.reason);
  await db.account.delete({ where: { id: boss.accountId } });
  const listed = await listInvitations(db, {}, NOW);
  expect(listed?.items.map(({ state, email, joined }) => [state, email, joined?.handle])).toEqual([
    ["open", null, undefined],
    ["used", "ada@example.org", "ada"],
  ]);
  expect(open).not.toBe(used);
  await db.account.delete({ where: { id: joined.accountId } });
  expect(await db.invitation.findMany({ select: { role: true } })).toEqual([{ role: "reader" }]);
});

const EMAIL = "bo@example.org";

interface Ended {
  db: Database;
  boss: TestMember;
  id: number;
  secret: string;
}

const closeBo = async (db: Database, accountId: number) => db.write((tx) => closeAccount(tx, accountId, NOW));

test.each<[string, (invited: Ended) => Promise<unknown>]>([
  ["is revoked", ({ db, id }) => db.write((tx) => revokeInvitation(tx, id, NOW))],
  [
    "ended when its inviter was made an editor",
    ({ db, boss }) =>
      db.write(async (tx) => {
        await changeRole(tx, boss.accountId, "editor", NOW);
        await changeRole(tx, boss.accountId, "administrator", NOW);
      }),
  ],
  [
    "ended when its inviter was deactivated",
    ({ db, boss }) =>
      db.write(async (tx) => {
        await setActive(tx, boss.accountId, false, NOW);
        await setActive(tx, boss.accountId, true, NOW);
      }),
  ],
  [
    "ended when an account with its address was deleted",
    async ({ db }) => closeBo(db, (await createMember(db, "bo", { email: EMAIL })).accountId),
  ],
  [
    "was used by an account that is deleted",
    async ({ db, secret }) => {
      const joined = await join(
        { db, siteUrl: SITE_URL },
        secret,
        { name: "Bo", handle: "bo" },
        NO_PASSWORD,
        DEVICE,
        NOW,
      );
      if (!joined.ok) throw new Error(joined.reason);
      await closeBo(db, joined.accountId);
    },
  ],
  [
    "expired long ago",
    async ({ db }) => {
      const before = await listInvitations(db, {}, NOW);
      const longAfter = new Date(NOW.getTime() + 61 * DAY_MS);
      await pruneInvitations(db, longAfter);
      expect([before?.items.length, (await listInvitations(db, {}, longAfter))?.items]).toEqual([1, []]);
    },
  ],
])("refuses the form of an invitation that %s, and keeps no address of it", async (_how, end) => {
  const { db } = await openDeps();
  const deps = { db, siteUrl: SITE_URL };
  const [boss] = [
    await createMember(db, "boss", { role: "administrator" }),
    await createMember(db, "other", { role: "administrator" }),
  ];
  const input = { ...INPUT, email: EMAIL, key: KEY };
  const made = await invite(deps, boss, input, NOW);
  const secret = (made.ok && made.href.split("/").at(-1)) || "";
  const { id } = await db.invitation.findFirstOrThrow();
  await end({ db, boss, id, secret });
  const later = new Date(NOW.getTime() + 61 * DAY_MS);
  expect(await invite(deps, boss, input, later)).toEqual({ ok: false, reason: "invitation.over" });
  expect(await db.invitation.findMany({ select: { email: true, personId: true, joinedId: true } })).toEqual([
    { email: null, personId: null, joinedId: null },
  ]);
});

test("deletes the link to join that was requested through an invitation when its inviter loses the role", async () => {
  const { db } = await openDeps();
  const deps = { db, siteUrl: SITE_URL };
  const [boss] = [
    await createMember(db, "boss", { role: "administrator" }),
    await createMember(db, "other", { role: "administrator" }),
  ];
  const theirs = await createInvitation(db, { inviterId: boss.accountId });
  await askToJoin(deps, EMAIL, NOW, { invitation: theirs });
  const others = await createInvitation(db, {});
  await askToJoin(deps, "cy@example.org", NOW, { invitation: others });
  await db.write((tx) => changeRole(tx, boss.accountId, "editor", NOW));
  const left = await db.token.findMany({ where: { purpose: "join" }, select: { payload: true } });
  expect(left.map(({ payload }) => payload)).toEqual([expect.stringContaining("cy@example.org")]);
});

test("deletes the unused invitations of an inviter whose account is deleted", async () => {
  const { db } = await openDeps();
  const boss = await createMember(db, "boss", { role: "administrator" });
  await createInvitation(db, { inviterId: boss.accountId, email: EMAIL });
  await db.write((tx) => closeAccount(tx, boss.accountId, NOW));
  expect(await db.invitation.count()).toBe(0);
});

test("deletes an invitation a month after it expired", async () => {
  const { db } = await openDeps();
  await createInvitation(db, {}, { days: 3 });
  await pruneInvitations(db, new Date(NOW.getTime() + 33 * DAY_MS));
  expect(await db.invitation.count()).toBe(1);
  await pruneInvitations(db, new Date(NOW.getTime() + 33 * DAY_MS + 1));
  expect(await db.invitation.count()).toBe(0);
});
