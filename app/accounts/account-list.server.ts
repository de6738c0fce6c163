// Accounts as administrators see them: role, status, last use.

import { canonicalEmail } from "~/people/fields";
import type { Role } from "~/people/roles";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { atOrBeside, type Page, type PageRequest, pageByKey } from "~/platform/database/paging";

/** The length of a list that can still be scanned without searching. */
export const ACCOUNTS_PER_PAGE = 50;

export interface AccountSummary {
  id: number;
  personId: number;
  handle: string;
  name: string;
  email: string;
  role: string;
  /** Whether they have the right to moderate beside their role. */
  moderates: boolean;
  /** "active" or "deactivated" */
  status: string;
  createdAt: Date;
  /** Last use of an open session; null if there is none. */
  lastUsedAt: Date | null;
}

const fields = {
  ...{ id: true, personId: true, email: true, role: true, moderates: true, status: true, createdAt: true },
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

/** Accounts, newest first: all, those with a role, or those that match a search. Returns null if the
 *  requested page is next to an unknown account. */
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

/** Matches the start of name, handle or e-mail address. Databases differ in case sensitivity, so names are
 *  tried in the usual spellings. */
function beginsWith(search: string): Prisma.AccountWhereInput {
  // LIKE's wildcards never occur in handles, and losing them in names and addresses is harmless.
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

/** Finds an account by e-mail address or handle, for commands. */
export async function findAccountByWord(db: DatabaseClient, word: string): Promise<AccountSummary | null> {
  if (!word.includes("@")) return findAccountByHandle(db, word.toLowerCase());
  const row = await db.account.findUnique({ where: { email: canonicalEmail(word) }, select: fields });
  return row && toSummary(row);
}
