// A person's drafts as files, for their own export.

import type { DatabaseClient } from "~/platform/database/database.server";
import type { Exported, ExportedFile } from "~/platform/inventory";
import { type DraftDetails, readDetails } from "../draft";
import { listOwnNotes } from "../notes/draft-note.server";

/** Few, because drafts may be long. */
const DRAFTS_AT_ONCE = 10;

export const exportDrafts: Exported = {
  readme:
    "- drafts/: what you are writing, the copies that were saved beside it, and your notes on drafts (`notes.json`).",
  async *files({ db }, { personId }) {
    yield* inBatches((after) => listOwn(db, personId, after), "");
    yield* inBatches((after) => listCopies(db, personId, after), "-copy");
    const notes = await listOwnNotes(db, personId);
    if (notes.length > 0) yield { name: "drafts/notes.json", json: notes };
  },
};

interface Row {
  id: number;
  draftId: number;
  title: string;
  source: string;
  details: string;
  savedAt: Date;
}

async function* inBatches(
  list: (after: number) => Promise<Row[]>,
  mark: string,
): AsyncGenerator<ExportedFile> {
  for (let after = 0; ; ) {
    const rows = await list(after);
    for (const { id, draftId, title, source, details, savedAt } of rows)
      yield {
        name: mark ? `drafts/${draftId}${mark}-${id}.md` : `drafts/${draftId}.md`,
        fields: { title, saved: savedAt.toISOString(), ...given(readDetails(details)) },
        text: source,
      };
    if (rows.length < DRAFTS_AT_ONCE) return;
    after = rows.at(-1)?.id ?? after;
  }
}

const given = (details: DraftDetails) =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== ""));

const fields = { id: true, title: true, source: true, details: true, savedAt: true } as const;

const listOwn = async (db: DatabaseClient, ownerId: number, after: number): Promise<Row[]> =>
  (
    await db.draft.findMany({
      where: { ownerId, id: { gt: after } },
      orderBy: { id: "asc" },
      take: DRAFTS_AT_ONCE,
      select: fields,
    })
  ).map((row) => ({ ...row, draftId: row.id }));

const listCopies = (db: DatabaseClient, personId: number, after: number): Promise<Row[]> =>
  db.draftCopy.findMany({
    where: { personId, id: { gt: after } },
    orderBy: { id: "asc" },
    take: DRAFTS_AT_ONCE,
    select: { ...fields, draftId: true },
  });
