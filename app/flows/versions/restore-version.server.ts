// An earlier version of a post comes back into the editor. Readers see it when it is published.

import { randomUUID } from "node:crypto";
import { findDraftOfPost } from "~/drafts/draft.server";
import { mayEdit } from "~/drafts/editor/editing";
import { replaceText } from "~/drafts/saving/draft-copies.server";
import { beginDraft, type SaveRefusal } from "~/drafts/saving/draft-saving.server";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { findPostOwners, findPostVersion } from "~/posts/post-commands.server";
import { findRevision } from "~/revisions/revision.server";
import { findPostText } from "../writing/posted-text.server";

export type RestoreRefusal =
  | SaveRefusal
  | { ok: false; reason: "post.not-found" | "revision.not-found" | "draft.submitted" };

/** Puts a version's title, summary and text into the post's working copy; the other fields stay. Changes in it that aren't published are kept
 *  as a copy. */
export function restoreVersion(
  { db }: { db: Database },
  member: Member,
  { postId, number }: { postId: number; number: number },
  now: Date,
): Promise<{ ok: true; draftId: number } | RestoreRefusal> {
  return db.write(async (tx) => {
    const owners = await findPostOwners(tx.db, postId);
    const posted = await findPostText(tx.db, postId);
    if (!owners || !posted || !may(member, "post.edit-draft", owners))
      return { ok: false, reason: "post.not-found" } as const;
    const revision = await findRevision(tx.db, postId, number);
    if (!revision || revision.removedAt) return { ok: false, reason: "revision.not-found" } as const;
    const { title, summary, source } = revision;
    const version = await findPostVersion(tx.db, postId);
    const draft = await findDraftOfPost(tx.db, postId);
    if (draft && !mayEdit(member, draft)) return { ok: false, reason: "draft.submitted" } as const;
    const { details } = draft?.isChanged ? draft.text : posted;
    const text = { title, source, details: { ...details, summary } };
    if (draft) return replaceText(tx, draft, text, { personId: member.id, basedOn: version }, now);
    const save = { text, form: randomUUID(), version: 0, basedOn: version };
    return beginDraft(tx, member, save, { id: postId, version, text: posted }, () => true, now);
  });
}
