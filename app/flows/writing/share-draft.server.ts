// Secret links at which a second reader without an account reads a draft.

import { createLink, type LinkRefusal, revokeLink } from "~/drafts/draft-link.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { changeDraft, type DraftRefusal } from "./change-draft.server";

interface Deps {
  db: Database;
}

/** Creates a secret link to a draft. Returns its secret, which can't be shown again. */
export async function shareDraft(
  deps: Deps,
  member: Member,
  draftId: number,
  now: Date,
): Promise<{ ok: true; secret: string } | DraftRefusal | LinkRefusal> {
  let secret = "";
  const done = await changeDraft(deps, member, "post.edit-draft", draftId, async (tx) => {
    const created = await createLink(tx, draftId, member.id, now);
    if (!created.ok) return created;
    secret = created.secret;
    return null;
  });
  return done.ok ? { ok: true, secret } : done;
}

/** Revokes a link of a draft. Repeated, it changes nothing. */
export const unshareDraft = (
  deps: Deps,
  member: Member,
  { draftId, linkId }: { draftId: number; linkId: number },
  now: Date,
) =>
  changeDraft(deps, member, "post.edit-draft", draftId, async (tx) =>
    (await revokeLink(tx, draftId, linkId, now)) ? null : { ok: false, reason: "draft.not-found" },
  );
