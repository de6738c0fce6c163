import { expect, test } from "vitest";
import { changeRole, setActive } from "~/accounts/account.server";
import type { InvitationInput } from "~/accounts/joining/invitation.schema";
import { invite } from "~/accounts/joining/invitation.server";
import { openDeps, SITE_URL } from "../../factories/database";
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
    expect(await db.token.count({ where: { purpose: "invitation" } })).toBe(0);
  },
);
