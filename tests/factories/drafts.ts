import { randomUUID } from "node:crypto";
import { type DraftDetails, type DraftKind, type DraftText, emptyDetails } from "~/drafts/draft";
import { findDraft } from "~/drafts/draft.server";
import { beginDraft, type DraftSave, saveCopy } from "~/drafts/saving/draft-saving.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { NOW } from "./posts";

export const buildText = ({
  title = "A title",
  source = "A text.",
  ...details
}: Partial<DraftDetails & { title: string; source: string }> = {}): DraftText => ({
  title,
  source,
  details: { ...emptyDetails(), ...details },
});

/** A save by a newly opened form. */
export const buildSave = (
  text: Parameters<typeof buildText>[0] = {},
  save: Partial<DraftSave> = {},
): DraftSave => ({
  text: buildText(text),
  form: randomUUID(),
  version: 0,
  ...save,
});

/** Begins a draft. Returns its id; throws if it is refused. */
export async function createDraft(
  db: Database,
  owner: Pick<Member, "id">,
  text: Parameters<typeof buildText>[0] = {},
  now = NOW,
  kind: DraftKind = "post",
): Promise<number> {
  const save = buildSave(text, { kind });
  const begun = await db.write((tx) => beginDraft(tx, owner, save, null, () => true, now));
  if (!begun.ok) throw new Error(`not begun: ${begun.reason}`);
  return begun.draftId;
}

/** Keeps a text beside a draft, as if it had been saved from an older version. Returns the copy's id. */
export async function createCopy(
  db: Database,
  draftId: number,
  person: Pick<Member, "id">,
  text: Parameters<typeof buildText>[0] = {},
  now = NOW,
): Promise<number> {
  const saved = await db.write(async (tx) => {
    const draft = await findDraft(tx.db, draftId);
    return draft && saveCopy(tx, draft, person.id, buildSave(text), now);
  });
  if (!saved?.ok || saved.copyId === null) throw new Error("not copied");
  return saved.copyId;
}
