// What is known of forms that saved to a draft before another form did. The answer to a save may be lost: its repetition must change nothing, also
// when somebody has saved since.

import { createHash } from "node:crypto";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { type DraftText, writeDetails } from "../draft";
import { MAX_FORMS_KNOWN } from "../draft.schema";

/** The last save of a form. */
interface LastSave {
  draftId: number;
  form: string;
  number: number;
  text: DraftText;
  /** What it made the draft's version. */
  version: number;
  savedAt: Date;
}

/** Notes the last save of a form, before another form's takes its place. */
export async function noteForm(
  tx: Transaction,
  { draftId, form, number, text, version, savedAt }: LastSave,
): Promise<void> {
  // Restoring or discarding a text is no form's save.
  if (form === "") return;
  const data = { number, digest: digestOf(text), version, savedAt };
  await tx.db.draftForm.upsert({
    where: { draftId_form: { draftId, form } },
    create: { draftId, form, ...data },
    update: data,
    select: { draftId: true },
  });
  const old = await tx.db.draftForm.findMany({
    where: { draftId },
    orderBy: [{ savedAt: "desc" }, { form: "asc" }],
    skip: MAX_FORMS_KNOWN,
    take: MAX_FORMS_KNOWN,
    select: { form: true },
  });
  if (old.length > 0)
    await tx.db.draftForm.deleteMany({ where: { draftId, form: { in: old.map(({ form }) => form) } } });
}

/** The save that this one repeats; null if it is a new one. A form without a script doesn't count its saves: it repeats the last one if it sends
 *  the same text. */
export async function findRepeated(
  db: DatabaseClient,
  draftId: number,
  { form, number, text }: { form: string; number?: number | undefined; text: DraftText },
): Promise<{ version: number; savedAt: Date } | null> {
  const known = await db.draftForm.findUnique({ where: { draftId_form: { draftId, form } } });
  if (!known) return null;
  const isRepeated = number === undefined ? digestOf(text) === known.digest : number <= known.number;
  return isRepeated ? { version: known.version, savedAt: known.savedAt } : null;
}

const digestOf = ({ title, source, details }: DraftText): string =>
  createHash("sha256")
    .update(JSON.stringify([title, source, writeDetails(details)]))
    .digest("base64url");
