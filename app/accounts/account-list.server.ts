// Accounts as an administrator sees them: who is here, as what, and since when not.

import { canonicalEmail } from "~/people/fields";
import type { Role } from "~/people/roles";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey } from "~/platform/database/paging";

/** As many as one looks through before searching by name instead. */
export const ACCOUNTS_PER_PAGE = 50;

export interface AccountSummary {
  id: number;
  personId: number;
  handle: string;
  name: string;
  email: string;
  role: string;
  /** "active" | "deactivated" */
  status: string;
  createdAt: Date;
  /** The last use of a session that still stands; null for who is signed in nowhere. */
  lastUsedAt: Date | null;
}

const fields = {
  ...{ id: true, personId: true, email: true, role: true, status: true, createdAt: true },
  person: { select: { handle: true, name: true } },
  sessions: { select: { lastUsedAt: true }, orderBy: { lastUsedAt: "desc" }, take: 1 },
} satisfies Prisma.AccountSelect;

const toSummary = ({
  person,
  sessions,
  ...account
}: Prisma.AccountGetPayload<{ select: typeof fields }>): AccountSummary => ({
  ...account,
  ...person,
  lastUsedAt: sessions[0]?.lastUsedAt ?? null,
});

/** Accounts, the newest first: all, those of a role, those that a search finds. Null where the page asked for hangs on none. */
export function listAccounts(
  db: DatabaseClient,
  request: PageRequest,
  { role, search = "" }: { role?: Role | undefined; search?: string } = {},
): Promise<Page<AccountSummary> | null> {
  const scope = { ...(role && { role }), ...beginsWith(search) };
  return pageByKey(
    request,
    ACCOUNTS_PER_PAGE,
    async (asked, seen) => {
      const { where, orderBy } = atOrBeside(asked, seen);
      const row = await db.account.findFirst({
        where: { id: where },
        orderBy: { id: orderBy },
        select: { id: true },
      });
      return row && { at: new Date(0), id: row.id };
    },
    async ({ order, key, take }) => {
      const past = key && { id: { [order === "desc" ? "lt" : "gt"]: key.id } };
      const where = { ...scope, ...past };
      const rows = await db.account.findMany({ where, orderBy: { id: order }, take, select: fields });
      return rows.map(toSummary);
    },
  );
}

/** Whose name, handle or address begins so. Databases differ on capitals, so names are tried as people write them. */
function beginsWith(search: string): Prisma.AccountWhereInput {
  // What stands for any letter in a database's patterns stands in no handle; in names and addresses it is no loss.
  const text = search.replace(/[%\\]/g, "").trim();
  if (text === "") return {};
  const small = canonicalEmail(text);
  const capital = small.replace(/(^|[\s-])\p{L}/gu, (start) => start.toUpperCase());
  const names = [...new Set([text, small, capital])];
  return {
    OR: [
      { email: { startsWith: small } },
      { person: { handle: { startsWith: small } } },
      ...names.map((name) => ({ person: { name: { startsWith: name } } })),
    ],
  };
}

export const findAccountByHandle = async (
  db: DatabaseClient,
  handle: string,
): Promise<AccountSummary | null> => {
  const row = await db.account.findFirst({ where: { person: { handle } }, select: fields });
  return row && toSummary(row);
};

/** By what an operator knows somebody by: the address that they sign in with, or their handle. */
export async function findAccountByWord(db: DatabaseClient, word: string): Promise<AccountSummary | null> {
  if (!word.includes("@")) return findAccountByHandle(db, word.toLowerCase());
  const row = await db.account.findUnique({ where: { email: canonicalEmail(word) }, select: fields });
  return row && toSummary(row);
}
