// A post for a reply to it: the few columns that a form needs, and who may reply where.

import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { everyone } from "~/visibility/visibility.server";
import type { ReplyRules } from "./closing";
import { parseLockedBranches } from "./locked-branches";

/** The columns of who may reply where. */
export const replyRuleFields = {
  ...{ repliesFrom: true, closedWords: true, lockedBranches: true, slowMinutes: true, ageRule: true },
} satisfies Prisma.PostSelect;

type ReplyRuleRow = Prisma.PostGetPayload<{ select: typeof replyRuleFields }>;

export function toReplyRules(row: ReplyRuleRow): ReplyRules {
  const { repliesFrom, closedWords, slowMinutes, ageRule, lockedBranches } = row;
  const branches = parseLockedBranches(lockedBranches);
  return { repliesFrom, closedWords, slowMinutes, ageRule, lockedBranches: branches };
}

const fieldsToAnswer = {
  ...{ id: true, slug: true, title: true, language: true, responseNumber: true, publishedAt: true },
  ...replyRuleFields,
} satisfies Prisma.PostSelect;

/** A post for its reply form. */
export async function findPostToAnswer(db: DatabaseClient, slug: string) {
  const row = await db.post.findFirst({ where: { slug, ...everyone.posts }, select: fieldsToAnswer });
  if (!row) return null;
  const { id, title, language, responseNumber, publishedAt } = row;
  return { id, slug: row.slug, title, language, responseNumber, publishedAt, replyRules: toReplyRules(row) };
}

/** The same of several posts, by slug, without who may reply: an import asks nobody. */
export async function listPostsToAnswer(db: DatabaseClient, slugs: string[]) {
  const where = { slug: { in: [...new Set(slugs)] }, ...everyone.posts };
  const rows = await db.post.findMany({ where, select: fieldsToAnswer });
  return new Map(rows.map((row) => [row.slug, row]));
}

/** Who may reply to these posts, by id. */
export async function listReplyRules(db: DatabaseClient, ids: number[]): Promise<Map<number, ReplyRules>> {
  const rows = await db.post.findMany({
    where: { id: { in: ids } },
    select: { id: true, ...replyRuleFields },
  });
  return new Map(rows.map((row) => [row.id, toReplyRules(row)]));
}
