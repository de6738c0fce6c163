// Replaces and removes uploads, with what follows for the texts that show them. The right is read in the transaction that acts.

import { mayNow } from "~/accounts/present-rights.server";
import type { MediaForm } from "~/media/media.schema";
import { findUpload } from "~/media/media.server";
import {
  deleteUnused,
  describeUpload,
  nameUpload,
  putInPlace,
  removeUpload,
} from "~/media/media-commands.server";
import { deleteFiles, leaveToTheNight } from "~/media/store/delete-files.server";
import { keepUpload, type MediaDeps } from "~/media/upload/keep-upload.server";
import { purposeOf } from "~/media/upload/may-upload.server";
import type { UploadRefusalReason } from "~/media/upload/upload-refusals";
import { listPlaces } from "~/media/use/media-use.server";
import type { Member } from "~/people/viewer";
import type { Transaction } from "~/platform/database/database.server";
import type { UploadedFile } from "~/platform/http/body/upload-body.server";
import { remakeTextsWith } from "./remake-texts.server";
import { repairUsesOf } from "./use-check.server";

export type UploadResult = { ok: true } | { ok: false; reason: "media.not-found" | UploadRefusalReason };

const NOT_FOUND = { ok: false, reason: "media.not-found" } as const;

async function findOwn(tx: Transaction, member: Member, id: number) {
  const upload = await findUpload(tx.db, id);
  return upload && !upload.removedAt && (await mayNow(tx.db, member, "media.edit", upload)) ? upload : null;
}

/** Sets the alternative text of an upload, or that it needs none. */
export const changeDescription = (
  { db }: Pick<MediaDeps, "db">,
  member: Member,
  id: number,
  form: MediaForm,
): Promise<UploadResult> =>
  db.write(async (tx) => {
    const upload = await findOwn(tx, member, id);
    if (!upload) return NOT_FOUND;
    await describeUpload(tx, id, form);
    // Texts that said nothing of a decoration say too little now.
    if (upload.decorative && !form.decorative) await repairUsesWith(tx, id);
    return { ok: true };
  });

/** Sets the words of a document's link, where texts have none of their own. */
export const changeTitle = (
  { db }: Pick<MediaDeps, "db">,
  member: Member,
  id: number,
  title: string,
  now: Date,
): Promise<UploadResult> =>
  db.write(async (tx) => {
    if (!(await findOwn(tx, member, id))) return NOT_FOUND;
    await nameUpload(tx, id, title);
    await remakeTextsWith(tx, id, now);
    return { ok: true };
  });

/** Puts a new file in the place of an upload. Texts stay as they are and show the new one; earlier versions of a post keep the old. */
export async function replaceUpload(
  deps: MediaDeps,
  member: Member,
  id: number,
  file: UploadedFile,
  form: MediaForm,
  now: Date,
): Promise<{ ok: true; id: number } | Exclude<UploadResult, { ok: true }>> {
  const old = await findUpload(deps.db, id);
  if (!old) return NOT_FOUND;
  const kept = await keepUpload(deps, member, file, form, now, purposeOf(member));
  if (!kept.ok) return kept;
  if (kept.id === id) return kept;
  return deps.db.write(async (tx) => {
    if (!(await findOwn(tx, member, id))) return NOT_FOUND;
    // The same file may stand by itself, and be removed in another tab since it came.
    if (!(await findOwn(tx, member, kept.id))) return { ok: false, reason: "media.busy" };
    const { newId, before } = await putInPlace(tx, id, kept.id);
    await remakeTextsWith(tx, id, now);
    // Texts that don't name it themselves don't show it any more.
    for (const shown of before) await repairUsesWith(tx, shown);
    return { ok: true, id: newId };
  });
}

/** Makes the uses of all texts that have an upload agree with what they say. */
async function repairUsesWith(tx: Transaction, mediaId: number): Promise<void> {
  for (const place of await listPlaces(tx.db, { mediaId })) await repairUsesOf(tx, place);
}

/** Takes an upload off the site for good: its address answers 410, and texts say that it was removed. One that nothing names is deleted. */
export async function takeUploadOff(
  deps: Pick<MediaDeps, "db" | "store">,
  member: Member,
  id: number,
  now: Date,
): Promise<UploadResult> {
  const done = await deps.db.write(async (tx) => {
    const upload = await findOwn(tx, member, id);
    if (!upload) return NOT_FOUND;
    if (!upload.isPublicOnce && (await deleteUnused(tx, id)))
      return { ok: true, fileId: upload.fileId } as const;
    await removeUpload(tx, id, now);
    await remakeTextsWith(tx, id, now);
    return { ok: true, fileId: upload.fileId } as const;
  });
  if (!done.ok) return done;
  if (done.fileId !== null) await deleteFiles(deps, done.fileId, now).catch(leaveToTheNight);
  return { ok: true };
}
