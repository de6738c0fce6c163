// Drafts: reading them, and their way from one state to the next. Saving is in draft-saving.server.ts.

import { recordUses } from "~/media/use/media-use.server";
import { pagePath } from "~/pages/page";
import type { Owned } from "~/people/policy";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import { postPath } from "~/posts/post";
import {
  type DraftStatus,
  draftStatus,
  isPublished,
  type PageStatus,
  type PostStatus,
} from "~/visibility/status";
import { type DraftDetails, type DraftKind, type DraftText, readDetails, writeDetails } from "./draft";

const personName = { select: { id: true, handle: true, name: true, status: true } } as const;

const draftFields = {
  ...{
    id: true,
    kind: true,
    postId: true,
    pageId: true,
    ownerId: true,
    continuesId: true,
    status: true,
    title: true,
    source: true,
    details: true,
  },
  ...{ version: true, postedVersion: true, basedOn: true, savedById: true, savedAt: true, savedForm: true },
  ...{ savedFrom: true, savedNumber: true, createdAt: true, submittedAt: true, toldAt: true, binnedAt: true },
  owner: personName,
  savedBy: personName,
  writers: { select: { personId: true } },
  post: {
    select: {
      ...{ id: true, slug: true, status: true, publishedAt: true, failedAt: true, version: true },
      submitterId: true,
      bylines: { where: { role: "writer" }, select: { personId: true } },
    },
  },
  page: { select: { id: true, slug: true, status: true, version: true } },
} satisfies Prisma.DraftSelect;

/** What readers see of a draft, or will: its post or its page. */
export interface Posted {
  path: string;
  slug: string;
  status: PostStatus | PageStatus;
  /** Number of its last version. */
  version: number;
  /** Of a scheduled post, the time of its publication. Null for a page. */
  publishedAt: Date | null;
  /** When the publication of a scheduled post failed. */
  failedAt: Date | null;
}

type Row = Prisma.DraftGetPayload<{ select: typeof draftFields }>;

/** A draft with the people who own it: who began it, the writers that it names, and the owners of its post. */
export type Draft = ReturnType<typeof toDraft>;

function toDraft({ details, writers, post, page, status, kind, ...row }: Row) {
  const owners = [
    row.ownerId,
    ...writers.map(({ personId }) => personId),
    post?.submitterId ?? null,
    ...(post?.bylines ?? []).map(({ personId }) => personId),
  ];
  const owned: Owned = { ownerIds: [...new Set(owners)].filter((id) => id !== null) };
  return {
    ...row,
    ...owned,
    kind: kind as DraftKind,
    status: status as DraftStatus,
    post: post && { ...post, status: post.status as PostStatus },
    posted: toPosted(post, page),
    text: { title: row.title, source: row.source, details: readDetails(details) } satisfies DraftText,
    /** Whether its post or page doesn't have this text. */
    isChanged: row.postedVersion !== row.version,
  };
}

function toPosted(post: Row["post"], page: Row["page"]): Posted | null {
  if (page) {
    const { slug, version } = page;
    const status = page.status as PageStatus;
    return { slug, path: pagePath(slug), status, version, publishedAt: null, failedAt: null };
  }
  if (!post) return null;
  const { slug, version, publishedAt, failedAt } = post;
  return { slug, path: postPath(slug), status: post.status as PostStatus, version, publishedAt, failedAt };
}

export async function findDraft(db: DatabaseClient, id: number): Promise<Draft | null> {
  const row = await db.draft.findUnique({ where: { id }, select: draftFields });
  return row && toDraft(row);
}

/** The working copy of a post; null if nobody has edited it here. */
export async function findDraftOfPost(db: DatabaseClient, postId: number): Promise<Draft | null> {
  const row = await db.draft.findUnique({ where: { postId }, select: draftFields });
  return row && toDraft(row);
}

/** The working copy of a page. */
export async function findDraftOfPage(db: DatabaseClient, pageId: number): Promise<Draft | null> {
  const row = await db.draft.findUnique({ where: { pageId }, select: draftFields });
  return row && toDraft(row);
}

/** The draft that a form has begun. */
export async function findDraftByKey(db: DatabaseClient, key: string): Promise<Draft | null> {
  const row = await db.draft.findUnique({ where: { key }, select: draftFields });
  return row && toDraft(row);
}

/** The last draft outside the bin in which somebody continues a response, unless its post is published. */
export async function findContinuation(
  db: DatabaseClient,
  ownerId: number,
  continuesId: number,
): Promise<{ id: number } | null> {
  const drafts = await db.draft.findMany({
    where: { continuesId, ownerId, binnedAt: null },
    orderBy: { id: "desc" },
    take: MAX_CONTINUATIONS_READ,
    select: { id: true, post: { select: { status: true } } },
  });
  return drafts.find(({ post }) => !post || !isPublished(post)) ?? null;
}

/** Posts of one person that continue one response. With more, another draft is begun. */
const MAX_CONTINUATIONS_READ = 100;

/** A draft in a list. */
const listFields = {
  ...{ id: true, kind: true, title: true, status: true, version: true, postedVersion: true, savedAt: true },
  ...{ submittedAt: true, binnedAt: true },
  owner: personName,
  savedBy: personName,
  post: { select: { slug: true, title: true, status: true, publishedAt: true, failedAt: true } },
  page: { select: { slug: true, status: true } },
  _count: { select: { copies: true } },
} satisfies Prisma.DraftSelect;

export type ListedDraft = Prisma.DraftGetPayload<{ select: typeof listFields }>;

/** Drafts of one list. Somebody with more finds the others when these are done. */
export const DRAFTS_LISTED = 200;

const list = (db: DatabaseClient, where: Prisma.DraftWhereInput): Promise<ListedDraft[]> =>
  db.draft.findMany({
    where,
    orderBy: [{ savedAt: "desc" }, { id: "desc" }],
    take: DRAFTS_LISTED,
    select: listFields,
  });

export const isOwn = (personId: number): Prisma.DraftWhereInput => ({
  OR: [{ ownerId: personId }, { writers: { some: { personId } } }],
});

/** A person's drafts outside the bin, last saved first; of these ids, if given. */
export const listDraftsOf = (db: DatabaseClient, personId: number, ids?: number[]) =>
  list(db, { ...isOwn(personId), ...among(ids), binnedAt: null });

/** A person's drafts in the bin. */
export const listBin = (db: DatabaseClient, personId: number, ids?: number[]) =>
  list(db, { ...isOwn(personId), ...among(ids), binnedAt: { not: null } });

const among = (ids?: number[]): Prisma.DraftWhereInput => (ids ? { id: { in: ids } } : {});

/** Drafts of pages, of all editors, last saved first. */
export const listPageDrafts = (db: DatabaseClient) => list(db, { kind: "page", binnedAt: null });

/** Drafts that wait for an editor. */
export const listSubmittedDrafts = (db: DatabaseClient, ids?: number[]) =>
  list(db, { ...among(ids), status: draftStatus.submitted, binnedAt: null });

/** Submits a draft to the editors, or gives it back to its writer. */
export async function setDraftStatus(
  tx: Transaction,
  id: number,
  status: DraftStatus,
  now: Date,
): Promise<void> {
  const isSubmitted = status === draftStatus.submitted;
  // The editors find it, wherever it was.
  const data = { status, submittedAt: isSubmitted ? now : null, ...(isSubmitted && { binnedAt: null }) };
  await tx.db.draft.update({ where: { id }, data, select: { id: true } });
}

/** Notes that the editors were told of a submitted draft. */
export async function noteTold(tx: Transaction, id: number, toldAt: Date | null): Promise<void> {
  await tx.db.draft.update({ where: { id }, data: { toldAt }, select: { id: true } });
}

/** The draft is the working copy of this post or page from now on, which has its text as it is. `basedOn` is the number of the post's revision, or
 *  of the page's version. */
export async function markPosted(
  tx: Transaction,
  { id, version }: Pick<Draft, "id" | "version">,
  { basedOn, ...of }: { basedOn: number } & ({ postId: number } | { pageId: number }),
): Promise<void> {
  await tx.db.draft.update({
    where: { id },
    data: {
      ...{ ...of, basedOn, postedVersion: version, status: draftStatus.writing, submittedAt: null },
      ...{ toldAt: null, binnedAt: null },
    },
    select: { id: true },
  });
}

/** A post's text got a number when it was published at its time: a working copy that was begun from it is not outdated. */
export async function moveBase(tx: Transaction, postId: number, from: number, to: number): Promise<void> {
  await tx.db.draft.updateMany({ where: { postId, basedOn: from }, data: { basedOn: to } });
}

/** Gives a draft the text of its post or page again. */
export async function resetDraft(
  tx: Transaction,
  { id, version }: Pick<Draft, "id" | "version">,
  text: { title: string; source: string; details: DraftDetails },
  basedOn: number,
  now: Date,
): Promise<void> {
  const next = version + 1;
  await tx.db.draft.update({
    where: { id },
    data: {
      ...{ title: text.title, source: text.source, details: writeDetails(text.details), basedOn },
      ...{ version: next, postedVersion: next, savedAt: now, savedForm: "", savedFrom: 0, savedNumber: 0 },
      ...{ status: draftStatus.writing, submittedAt: null },
    },
    select: { id: true },
  });
  await recordUses(tx, { draftId: id }, text.source, null);
}

/** Puts a draft into the bin, or takes it out. */
export async function setBinned(tx: Transaction, id: number, binnedAt: Date | null): Promise<void> {
  const data = { binnedAt, status: draftStatus.writing, submittedAt: null };
  await tx.db.draft.update({ where: { id }, data, select: { id: true } });
}

/** Deletes a draft with its copies. */
export async function deleteDraft(tx: Transaction, id: number): Promise<void> {
  await tx.db.draft.delete({ where: { id } });
}

/** Drafts that went to the bin before a date, oldest first. */
export const listExpiredBin = (db: DatabaseClient, before: Date, take: number) =>
  db.draft.findMany({
    where: { binnedAt: { lt: before } },
    orderBy: [{ binnedAt: "asc" }, { id: "asc" }],
    take,
    select: { id: true, postId: true, pageId: true },
  });
