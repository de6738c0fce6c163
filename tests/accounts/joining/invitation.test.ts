import { expect, test } from "vitest";
import { changeRole, setActive } from "~/accounts/account.server";
import type { InvitationInput } from "~/accounts/joining/invitation.schema";
import { invite, listInvitations } from "~/accounts/joining/invitation.server";
import { pruneInvitations } from "~/accounts/joining/invitation-ends.server";
import { join } from "~/accounts/joining/join.server";
import { openDeps, SITE_URL } from "../../factories/database";
import { createInvitation } from "../../factories/invitations";
import { withChangeBefore } from "../../factories/meanwhile";
import { createMember } from "../../factories/people";
import { NOW } from "../../factories/posts";

const INPUT: InvitationInput = { role: "administrator", days: 30, email: "", handle: "" };

test.each([
  ["is deactivated", (tx: Parameters<typeof setActive>[0], id: number) => setActive(tx, id, false)],
  ["becomes an editor", (tx: Parameters<typeof setActive>[0], id: number) => changeRole(tx, id, "editor")],
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
  const device = { device: "A test", address: "192.0.2.1" };
  const joined = await join(
    { db },
    used,
    { name: "Ada", handle: "ada" },
    { passwordHash: null },
    device,
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

test("deletes an invitation a month after it expired", async () => {
  const { db } = await openDeps();
  await createInvitation(db, {}, { days: 3 });
  await pruneInvitations(db, new Date(NOW.getTime() + 33 * DAY_MS));
  expect(await db.invitation.count()).toBe(1);
  await pruneInvitations(db, new Date(NOW.getTime() + 33 * DAY_MS + 1));
  expect(await db.invitation.count()).toBe(0);
});
