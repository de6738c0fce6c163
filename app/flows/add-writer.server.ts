// A writer without an account, named in bylines: for a guest's post.

import type { Refusal } from "~/markdown/refusal";
import { recordUses } from "~/media/use/media-use.server";
import { BIO, bioFields } from "~/people/bio";
import { citedNameColumns } from "~/people/cited-name/cited-name";
import { suggestHandle } from "~/people/names/handle-suggestion.server";
import type { GuestWriterInput } from "~/people/person.schema";
import { createPerson, findUnclaimedByName, isHandleTaken } from "~/people/person.server";
import type { PublishingDeps } from "./publishing/publish-post.server";

export type AddWriterResult =
  | { ok: true; handle: string }
  | Refusal
  | { ok: false; reason: "account.handle-taken" | "person.no-handle" }
  /** There is a writer without an account who has this name. */
  | { ok: false; reason: "person.exists"; handle: string };

/** Adds a writer. Without a handle, one is made from the name; then the same form sent twice adds one person. */
export async function addWriter(
  { db, render }: PublishingDeps,
  { name, handle, bio, site, orcid, ...cited }: GuestWriterInput,
  now: Date,
): Promise<AddWriterResult> {
  const text = await render(bio, BIO);
  if (!text.ok) return text;
  return db.write(async (tx) => {
    const same = handle === "" ? await findUnclaimedByName(tx.db, name) : null;
    if (same) return { ok: false, reason: "person.exists", handle: same.handle };
    const own = handle || (await suggestHandle(tx.db, name));
    if (own === "") return { ok: false, reason: "person.no-handle" };
    if (await isHandleTaken(tx.db, own)) return { ok: false, reason: "account.handle-taken" };
    const given = {
      ...citedNameColumns(cited),
      ...{ site: site || null, orcid: orcid || null, ...bioFields(bio, text) },
    };
    const personId = await createPerson(tx, { handle: own, name, ...given }, now);
    // Editors alone add writers, and they see all uploads.
    await recordUses(tx, { personId }, bio, null);
    return { ok: true, handle: own };
  });
}
