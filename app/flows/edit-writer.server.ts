import { mayNow } from "~/accounts/present-rights.server";
import type { Refusal } from "~/markdown/refusal";
import { recordUses } from "~/media/use/media-use.server";
import { BIO } from "~/people/bio";
import { findGuestWriter, writeGuestWriter } from "~/people/guests/guest-writer.server";
import type { GuestEditInput } from "~/people/person.schema";
import type { Member } from "~/people/viewer";
import type { PublishingDeps } from "./publishing/publish-post.server";

export type EditWriterResult =
  | { ok: true }
  | Refusal
  | { ok: false; reason: "person.not-found" | "person.has-account" | "person.not-yours" }
  /** Somebody else has changed them since the form was opened. */
  | { ok: false; reason: "person.changed"; standing: { values: GuestEditInput; version: string } };

/** Changes what is said of a writer without an account, if `version` is still current. */
export async function editWriter(
  { db, render }: PublishingDeps,
  member: Member,
  handle: string,
  input: GuestEditInput,
  version: string,
): Promise<EditWriterResult> {
  const text = await render(input.bio, BIO);
  if (!text.ok) return text;
  return db.write(async (tx): Promise<EditWriterResult> => {
    if (!(await mayNow(tx.db, member, "person.edit"))) return { ok: false, reason: "person.not-yours" };
    const standing = await findGuestWriter(tx.db, handle);
    if (!standing) return { ok: false, reason: "person.not-found" };
    if (standing.isMember) return { ok: false, reason: "person.has-account" };
    if (standing.version !== version) return { ok: false, reason: "person.changed", standing };
    await writeGuestWriter(tx, standing.id, input, text);
    await recordUses(tx, { personId: standing.id }, input.bio, member.id);
    return { ok: true };
  });
}
