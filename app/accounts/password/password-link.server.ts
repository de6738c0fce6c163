// Links to choose a password, handed over by whoever runs the machine: for when no letter can be sent.

import type { Database, Transaction } from "~/platform/database/database.server";
import { type AddAccountRefusal, addAccount, type NewAccount } from "../account.server";
import { issueToken } from "../token.server";

/** Longer than a letter's: it goes by way of a person. */
export const PASSWORD_LINK_MS = 24 * 60 * 60 * 1000;

/** A link by which an account's password can be chosen anew, once. Until then the old one stays. */
export const issuePasswordLink = async (
  tx: Pick<Transaction, "db">,
  siteUrl: string,
  accountId: number,
  now: Date,
): Promise<string> =>
  `${siteUrl}/reset/${await issueToken(tx, "reset", { accountId, lifetime: PASSWORD_LINK_MS }, now)}`;

/** Makes an account that nobody joined for, and a link to choose its password. */
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
