// Drafts as an export of the site's content with everything reads them.

import type { DatabaseClient } from "~/platform/database/database.server";
import { readDetails } from "../draft";

const DRAFTS_AT_ONCE = 20;

/** All drafts and working copies that aren't deleted. */
export async function* readDraftContent(db: DatabaseClient) {
  for (let last = 0; ; ) {
    const rows = await db.draft.findMany({
      where: { id: { gt: last }, binnedAt: null },
      orderBy: { id: "asc" },
      take: DRAFTS_AT_ONCE,
      select: {
        ...{ id: true, kind: true, title: true, source: true, details: true, savedAt: true },
        owner: { select: { handle: true } },
      },
    });
    for (const { details, ...draft } of rows) yield { ...draft, details: readDetails(details) };
    if (rows.length < DRAFTS_AT_ONCE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** The texts of drafts, also of deleted ones, that have these words in them, in order of id. */
export const listDraftsWith = (db: DatabaseClient, words: string, after: number, take: number) =>
  db.draft.findMany({
    where: { source: { contains: words }, id: { gt: after } },
    orderBy: { id: "asc" },
    take,
    select: { id: true, source: true },
  });
