// Accounts as an export of the site's content with everything reads them: who has one, and at which address. How they sign in is in
// no export.

import type { DatabaseClient } from "~/platform/database/database.server";

const ACCOUNTS_AT_ONCE = 200;

export async function* readAccountContent(db: DatabaseClient) {
  for (let last = 0; ; ) {
    const rows = await db.account.findMany({
      where: { id: { gt: last } },
      orderBy: { id: "asc" },
      take: ACCOUNTS_AT_ONCE,
      select: {
        ...{ id: true, email: true, role: true, status: true, createdAt: true },
        person: { select: { handle: true } },
      },
    });
    for (const { person, ...account } of rows) yield { ...account, handle: person.handle };
    if (rows.length < ACCOUNTS_AT_ONCE) return;
    last = rows.at(-1)?.id ?? last;
  }
}
