// The spam filter: what it thinks of a new comment, what it keeps of one, and what it forgets.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { forgetChecks, keepCheck, keepEditCheck, type ServiceCheck } from "./akismet/checks.server";
import { detachLessons, EVERY_LESSON, forgetLessons, readCounts } from "./lessons.server";
import { findNearCopy, keepShingles } from "./near-copies.server";
import { sampleShingles } from "./shingles";
import { readText } from "./text";
import { readTokens, type Submission } from "./tokens";
import { type Evidence, judge, type Verdict } from "./verdict";

/** What the filter thinks of a comment, and by what it will recognise a copy of it. */
export interface Assessment extends Verdict {
  shingles: number[];
  /** What the spam service said, if it was asked. */
  check?: ServiceCheck;
}

/** Adds what the spam service said to what the filter thinks. */
export const withCheck = (
  { evidence, ...assessment }: Assessment,
  { name, ...check }: ServiceCheck & { name: string },
): Assessment => ({
  ...assessment,
  check,
  isSuspected: assessment.isSuspected || check.isSpam,
  evidence: { ...evidence, ...(check.isSpam && { service: name }) },
});

/** Assesses a comment that is about to be posted. */
export async function assess(
  db: DatabaseClient,
  { postId, ...submission }: Submission & { postId: number },
): Promise<Assessment> {
  const text = readText(submission.html);
  const read = readTokens(submission, text);
  const shingles = sampleShingles(submission.html, text);
  const counts = await readCounts(db, read.tokens);
  const verdict = judge({
    ...read,
    countsOf: (token) => counts.get(token),
    learnt: counts.get(EVERY_LESSON) ?? { spam: 0, ham: 0 },
    copyOf: await findNearCopy(db, shingles, postId),
  });
  return { ...verdict, shingles };
}

/** Keeps what is needed of the assessment of a comment that was added: what moderators see if it is held, and by what
 *  copies are found. Copies of a copy are found by the first. */
export async function keepAssessment(
  tx: Transaction,
  { id, isHeld }: { id: number; isHeld: boolean },
  { score, evidence, shingles, check }: Assessment,
  now: Date,
): Promise<void> {
  if (check) await keepCheck(tx, id, check, now);
  if (isHeld)
    await tx.db.spamVerdict.create({
      data: { commentId: id, score, evidence: JSON.stringify(evidence) },
      select: { commentId: true },
    });
  if (evidence.copyOf === undefined) await keepShingles(tx, id, shingles, now);
}

/** Keeps what the filter thinks of a comment's edit that waits, for moderators. */
export async function keepEditAssessment(
  tx: Transaction,
  { commentId, editId }: { commentId: number; editId: number },
  { score, evidence, check }: Assessment,
  now: Date,
): Promise<void> {
  if (check) await keepEditCheck(tx, editId, check, now);
  const verdict = { score, evidence: JSON.stringify(evidence) };
  await tx.db.spamVerdict.upsert({
    where: { commentId },
    create: { commentId, ...verdict },
    update: verdict,
    select: { commentId: true },
  });
}

/** Keeps the assessment of a comment's new text in place of that of the text before; null if the filter isn't asked about it. */
export async function renewAssessment(
  tx: Transaction,
  comment: { id: number; isHeld: boolean },
  assessment: Assessment | null,
  now: Date,
): Promise<void> {
  await tx.db.spamVerdict.deleteMany({ where: { commentId: comment.id } });
  await tx.db.spamShingle.deleteMany({ where: { commentId: comment.id } });
  if (assessment) await keepAssessment(tx, comment, assessment, now);
}

/** What the filter thinks of comments that are looked at again: as it was kept, or else as it knows now. */
export async function listVerdictsNow(
  db: DatabaseClient,
  comments: {
    id: number;
    postId: number;
    html: string;
    guestName: string | null;
    guestSite: string | null;
  }[],
): ReturnType<typeof listVerdicts> {
  const verdicts = await listVerdicts(
    db,
    comments.map(({ id }) => id),
  );
  for (const { id, postId, html, guestName, guestSite } of comments)
    verdicts[id] ??= await assess(db, { postId, html, name: guestName ?? "", site: guestSite ?? "" });
  return verdicts;
}

/** What the filter thought of these comments, by id, where it was kept. */
export async function listVerdicts(
  db: DatabaseClient,
  ids: number[],
): Promise<Record<number, { score: number | null; evidence: Evidence }>> {
  const rows = await db.spamVerdict.findMany({ where: { commentId: { in: ids } } });
  return Object.fromEntries(
    rows.map(({ commentId, score, evidence }) => [commentId, { score, evidence: JSON.parse(evidence) }]),
  );
}

/** Forgets everything about comments whose words are erased, or whose writer leaves. */
export async function forgetComments(tx: Transaction, ids: number[]): Promise<void> {
  await forgetLessons(tx, ids);
  await forgetChecks(tx, ids);
  await tx.db.spamVerdict.deleteMany({ where: { commentId: { in: ids } } });
  await tx.db.spamShingle.deleteMany({ where: { commentId: { in: ids } } });
}

/** Forgets what was learnt from the comments on a post that is deleted with them. */
export async function forgetPost(tx: Transaction, postId: number): Promise<void> {
  const rows = await tx.db.spamLesson.findMany({
    where: { comment: { postId } },
    select: { commentId: true },
  });
  const ids = rows.flatMap(({ commentId }) => commentId ?? []);
  for (let at = 0; at < ids.length; at += CHECK_BATCH)
    await forgetLessons(tx, ids.slice(at, at + CHECK_BATCH));
}

/** Forgets comments that are erased after their time, but not what it learnt about spam. */
export async function forgetHidden(tx: Transaction, ids: number[]): Promise<void> {
  await detachLessons(tx, ids);
  await forgetComments(tx, ids);
}

/** Comments of a person about which something is kept, at most `take`. */
export async function listKnownOf(db: DatabaseClient, personId: number, take: number): Promise<number[]> {
  const query = { where: { comment: { personId } }, take, select: { commentId: true } };
  const rows = [
    ...(await db.spamLesson.findMany(query)),
    ...(await db.spamVerdict.findMany(query)),
    ...(await db.spamCheck.findMany(query)),
    ...(await db.spamShingle.findMany({ ...query, distinct: ["commentId"] })),
  ];
  return [...new Set(rows.flatMap(({ commentId }) => commentId ?? []))].slice(0, take);
}
