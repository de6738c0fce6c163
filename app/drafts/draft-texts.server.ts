import type { DatabaseClient } from "~/platform/database/database.server";
import { draftStatus } from "~/visibility/status";
import { readDetails } from "./draft";
import { isOwn } from "./draft.server";

/** Their texts are at most as large as a small book each. */
const AT_ONCE = 20;

export interface DraftWords {
  id: number;
  title: string;
  text: string;
  /** As typed; null for the site's. */
  language: string | null;
}

/** What is written in a person's drafts, in the bin too, and if asked in those that wait for an editor; last saved first. */
export async function* readDraftTexts(
  db: DatabaseClient,
  personId: number,
  { withSubmitted }: { withSubmitted: boolean },
): AsyncGenerator<DraftWords> {
  const submitted = { status: draftStatus.submitted, binnedAt: null };
  const ids = await db.draft.findMany({
    where: { OR: [isOwn(personId), ...(withSubmitted ? [submitted] : [])] },
    orderBy: [{ savedAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const batch = ids.slice(at, at + AT_ONCE).map(({ id }) => id);
    const rows = await db.draft.findMany({
      where: { id: { in: batch } },
      select: { id: true, title: true, source: true, details: true },
      orderBy: [{ savedAt: "desc" }, { id: "desc" }],
    });
    for (const { id, title, source, details } of rows) {
      const { summary, language } = readDetails(details);
      yield { id, title, text: summary ? `${summary}\n${source}` : source, language: language || null };
    }
  }
}
