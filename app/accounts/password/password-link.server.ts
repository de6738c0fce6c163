// Password links from the command line, for when e-mail can't be sent.

import type { Database, Transaction } from "~/platform/database/database.server";
import { type AddAccountRefusal, addAccount, type NewAccount } from "../account.server";
import { issueToken } from "../token.server";

/** Longer than for e-mail, because a person passes the link on. */
export const PASSWORD_LINK_MS = 24 * 60 * 60 * 1000;

/** A link to choose a new password once. The old password works until then. */
export const issuePasswordLink = async (
  tx: Pick<Transaction, "db">,
  siteUrl: string,
  accountId: number,
  now: Date,
): Promise<string> =>
  `${siteUrl}/reset/${await issueToken(tx, "reset", { accountId, lifetime: PASSWORD_LINK_MS }, now)}`;

/** Creates an account for someone, with a link to choose its password. */
export const openAccount = (
  { db, siteUrl }: { db: Database; siteUrl: string },
  account: Omit<NewAccount, "passwordHash">,
  now: Date,
): Promise<{ ok: true; href: string } | AddAccountRefusal> =>
  db.write(async (tx) => {
    const added = await addAccount(tx, { ...account, passwordHash: null }, now);
    if (!added.ok) return added;
    return { ok: true, href: await issuePasswordLink(tx, siteUrl, added.accountId, now) };
  });
