import { ROLE_MEANINGS, type Role } from "~/people/roles";
import type { Database } from "~/platform/database/database.server";
import { type AccountRefusal, changeRole, setModerates } from "./account.server";
import { type Correspondent, notify } from "./mail/correspondence.server";
import { moderatorEmail, roleEmail } from "./mail/emails";

/** Changes a role and notifies the person by e-mail. */
export const appoint = (
  deps: Correspondent & { db: Database },
  accountId: number,
  role: Role,
  now: Date,
): Promise<{ ok: true; changed: boolean } | AccountRefusal> =>
  deps.db.write(async (tx) => {
    const done = await changeRole(tx, accountId, role, now);
    if (!done.ok || !done.changed) return done;
    const message = (siteName: string) =>
      roleEmail(siteName, `${deps.siteUrl}/sign-in`, role, ROLE_MEANINGS[role]);
    await notify(tx, deps, accountId, message, now);
    return done;
  });

/** Gives or takes the right to moderate, and tells the person by e-mail. */
export const appointModerator = (
  deps: Correspondent & { db: Database },
  accountId: number,
  moderates: boolean,
  now: Date,
): Promise<{ ok: true; changed: boolean } | { ok: false; reason: "account.not-found" }> =>
  deps.db.write(async (tx) => {
    const done = await setModerates(tx, accountId, moderates);
    if (!done.ok || !done.changed) return done;
    const message = (siteName: string) => moderatorEmail(siteName, `${deps.siteUrl}/moderation`, moderates);
    await notify(tx, deps, accountId, message, now);
    return done;
  });
