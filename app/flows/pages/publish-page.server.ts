// From a draft to a page of the site, and back. What is published is the version that the person saw: it is read again in the transaction
// that publishes it, with the right to do so.

import { mayNow } from "~/accounts/present-rights.server";
import { type Draft, findDraft, markPosted } from "~/drafts/draft.server";
import { readPage } from "~/drafts/publishing/page-input";
import type { DraftErrors } from "~/drafts/publishing/post-input";
import type { Refusal } from "~/markdown/refusal";
import type { RenderMarkdown } from "~/markdown/rendered";
import { recordUses } from "~/media/use/media-use.server";
import { findPageById } from "~/pages/page.server";
import { type PageRefusal, savePage, withdrawPage } from "~/pages/page-commands.server";
import { PAGE_TEXT } from "~/pages/page-rendering.server";
import type { Member } from "~/people/viewer";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { isPublished } from "~/visibility/status";
import { changeDraft, type DraftRefusal } from "../writing/change-draft.server";
import type { DraftVersion } from "../writing/publish-draft.server";

interface Deps {
  db: Database;
  render: RenderMarkdown;
}

export type PageResult = { ok: true } | DraftRefusal | PageRefusal | Refusal;

/** Publishes the draft of a page, or gives the page the text of its working copy. Repeated, it changes nothing. */
export async function publishPage(
  { db, render }: Deps,
  member: Member,
  { draftId, version, overwrites = false }: DraftVersion,
  now: Date,
): Promise<PageResult> {
  const draft = await findPageDraft(db, member, draftId);
  if (!draft) return { ok: false, reason: "draft.not-found" };
  if (draft.version !== version) return { ok: false, reason: "draft.changed" };
  const page = readPage(draft.text);
  if (!page.ok) return { ok: false, reason: "draft.invalid", errors: page.errors };
  const text = await render(page.input.source, PAGE_TEXT);
  if (!text.ok) return text;
  return db.write(async (tx): Promise<PageResult> => {
    const found = await findPageDraft(tx.db, member, draftId);
    if (!found) return { ok: false, reason: "draft.not-found" };
    if (found.version !== version) return { ok: false, reason: "draft.changed" };
    const { posted } = found;
    // The answer to the first press was lost.
    if (posted && isPublished(posted) && !found.isChanged) return { ok: true };
    if (posted && posted.version !== found.basedOn && !overwrites)
      return { ok: false, reason: "post.changed" };
    const saved = await savePage(tx, found.pageId, page.input, text, member.id, now);
    if (!saved.ok) return saved;
    const { pageId } = saved;
    await recordUses(tx, { pageId }, page.input.source, member.id);
    await markPosted(tx, found, { pageId, basedOn: (await findPageById(tx.db, pageId))?.version ?? 0 });
    return { ok: true };
  });
}

async function findPageDraft(db: DatabaseClient, member: Member, draftId: number): Promise<Draft | null> {
  const draft = await findDraft(db, draftId);
  return draft?.kind === "page" && (await mayNow(db, member, "page.edit")) ? draft : null;
}

/** Withdraws the page of a working copy, which stays. Repeated, it changes nothing. */
export const withdrawPageOfDraft = (deps: Pick<Deps, "db">, member: Member, draftId: number) =>
  changeDraft(deps, member, "post.withdraw", draftId, async (tx, draft) => {
    const page = draft.pageId === null ? null : await findPageById(tx.db, draft.pageId);
    if (!page) return { ok: false, reason: "draft.not-found" };
    await withdrawPage(tx, page);
    return null;
  });

export interface CheckedPage {
  /** What is missing, by field; empty if it can be published. */
  errors: DraftErrors;
  title: string;
  slug: string | null;
}

/** What the page of a draft will be, and what it lacks. A slug that another page has is refused at publication. */
export function checkPage({ text }: Pick<Draft, "text">): CheckedPage {
  const read = readPage(text);
  return read.ok
    ? { errors: {}, title: read.input.title, slug: read.input.slug }
    : { errors: read.errors, title: text.title.trim(), slug: null };
}
