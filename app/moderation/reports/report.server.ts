// Reports of responses and posts.

import { hashSecret } from "~/accounts/token.server";
import { canonicalEmail } from "~/people/fields";
import type { Speaker } from "~/people/viewer";
import type { DatabaseClient, Prisma, Transaction } from "~/platform/database/database.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import type { Reason } from "../actions";
import { type ReportedRef, type ReportStatus, reportStatus } from "./report";
import type { ReportInput } from "./report.schema";
import { reportKey } from "./report-keys.server";

const columnOf = {
  comment: "commentId",
  pingback: "pingbackId",
  post: "postId",
  sealed: "sealedId",
  "sealed-post": "sealedPostId",
} as const;
const at = ({ kind, id }: ReportedRef) => ({ [columnOf[kind]]: id });

/** Adds a report and returns its id; null if the same member or network has reported the same thing. */
export async function addReport(
  tx: Transaction,
  thing: ReportedRef,
  speaker: Speaker,
  { reason, text, name = "", email = "" }: ReportInput,
  {
    siteSecret,
    clientAddress,
    secret,
    now,
  }: { siteSecret: SiteSecret; clientAddress: string; secret: string | null; now: Date },
): Promise<number | null> {
  const key = reportKey(siteSecret, speaker, clientAddress, thing);
  if (await tx.db.report.findUnique({ where: { key }, select: { id: true } })) return null;
  const { id } = await tx.db.report.create({
    data: {
      ...{ reason, text, key, createdAt: now, ...at(thing) },
      ...(speaker.kind === "person" ? { personId: speaker.id } : { name, email: canonicalEmail(email) }),
      secretHash: secret && hashSecret(secret),
    },
    select: { id: true },
  });
  return id;
}

const reportFields = {
  ...{ id: true, reason: true, text: true, status: true, name: true, email: true, createdAt: true },
  ...{ personId: true, confirmedAt: true, decidedAt: true, commentId: true, pingbackId: true, postId: true },
  ...{ sealedId: true, sealedPostId: true },
  person: { select: { name: true, handle: true } },
} satisfies Prisma.ReportSelect;

export type Report = Prisma.ReportGetPayload<{ select: typeof reportFields }>;

export const findReport = (
  db: DatabaseClient,
  where: { id: number } | { secretHash: string },
): Promise<Report | null> => db.report.findUnique({ where, select: reportFields });

/** Confirms the address of a stranger's report. Repeated, it changes nothing. */
export async function confirmReport(tx: Transaction, secret: string, now: Date): Promise<boolean> {
  const where = { secretHash: hashSecret(secret) };
  const report = await tx.db.report.findUnique({ where, select: { confirmedAt: true } });
  if (report && !report.confirmedAt) await tx.db.report.update({ where, data: { confirmedAt: now } });
  return report !== null;
}

/** Open reports, oldest first: more are shown when some of these are decided. */
const MAX_SHOWN = 200;

export const listOpenReports = (db: DatabaseClient): Promise<Report[]> =>
  db.report.findMany({
    where: { status: reportStatus.open },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MAX_SHOWN,
    select: reportFields,
  });

/** How many of each member's earlier reports were dismissed: theirs weigh less. */
export async function countDismissed(db: DatabaseClient, personIds: number[]): Promise<Map<number, number>> {
  const rows = await db.report.groupBy({
    by: ["personId"],
    where: { personId: { in: personIds }, status: reportStatus.dismissed },
    _count: true,
  });
  return new Map(rows.flatMap(({ personId, _count }) => (personId === null ? [] : [[personId, _count]])));
}

/** Decides the open reports of a thing, except those with a reason of `except`. Returns their ids. */
export async function decideReportsOf(
  tx: Transaction,
  thing: ReportedRef,
  to: Exclude<ReportStatus, "open">,
  { by, except, now }: { by: number; except: Reason[]; now: Date },
): Promise<number[]> {
  const where = { ...at(thing), status: reportStatus.open, reason: { notIn: except } };
  const rows = await tx.db.report.findMany({ where, select: { id: true } });
  const ids = rows.map(({ id }) => id);
  const data = { status: to, deciderId: by, decidedAt: now };
  await tx.db.report.updateMany({ where: { id: { in: ids } }, data });
  return ids;
}

/** Opens the reports of a thing again that were decided by this member at this time, because that was undone. */
export async function reopenReportsOf(
  tx: Transaction,
  thing: ReportedRef,
  { by, decidedAt }: { by: number; decidedAt: Date },
): Promise<void> {
  const data = { status: reportStatus.open, deciderId: null, decidedAt: null };
  await tx.db.report.updateMany({ where: { ...at(thing), deciderId: by, decidedAt }, data });
}

/** Deletes what decided reports say about people, some time after the decision. The rows stay for counts. */
export async function forgetReports(tx: Transaction, before: Date, take: number): Promise<number> {
  const rows = await tx.db.report.findMany({
    where: { decidedAt: { lt: before }, NOT: { text: "", name: "", email: null, secretHash: null } },
    take,
    select: { id: true },
  });
  for (const { id } of rows) {
    const nothing = { text: "", name: "", email: null, secretHash: null, key: `decided-${id}` };
    await tx.db.report.update({ where: { id }, data: nothing, select: { id: true } });
  }
  return rows.length;
}

/** Takes a person who deletes their account out of the reports. */
export async function leaveReports(tx: Transaction, personId: number): Promise<void> {
  const own = await tx.db.report.findMany({ where: { personId }, select: { id: true } });
  for (const { id } of own)
    await tx.db.report.update({
      where: { id },
      data: { personId: null, text: "", key: `left-${id}` },
      select: { id: true },
    });
  await tx.db.report.updateMany({ where: { deciderId: personId }, data: { deciderId: null } });
}

/** A person's own reports, for their export. */
export const listOwnReports = (db: DatabaseClient, personId: number) =>
  db.report.findMany({
    where: { personId },
    orderBy: { id: "asc" },
    select: {
      ...{ reason: true, text: true, status: true, createdAt: true, decidedAt: true },
      ...{ commentId: true, pingbackId: true, postId: true },
    },
  });

/** What a report is about. */
export function reportedBy({ commentId, pingbackId, postId, sealedId, sealedPostId }: Report): ReportedRef {
  if (sealedId !== null) return { kind: "sealed", id: sealedId };
  if (sealedPostId !== null) return { kind: "sealed-post", id: sealedPostId };
  if (commentId !== null) return { kind: "comment", id: commentId };
  if (pingbackId !== null) return { kind: "pingback", id: pingbackId };
  return { kind: "post", id: postId ?? 0 };
}
