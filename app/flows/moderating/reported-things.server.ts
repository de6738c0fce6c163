// What is reported, with its open reports: the oldest report first.

import { listQueuedComments, type QueuedComment } from "~/comments/moderation/moderated-comments.server";
import { listSealedWords, type Sealed, sealFor } from "~/moderation/disputes/disputes.server";
import { listSealedVersions, type SealedVersionName } from "~/moderation/disputes/sealed-versions.server";
import { isSealedRef, type ReportedRef } from "~/moderation/reports/report";
import { countDismissed, listOpenReports, type Report, reportedBy } from "~/moderation/reports/report.server";
import { reportedKey } from "~/moderation/reports/reported-field";
import { listVerdictsNow } from "~/moderation/spam/filter.server";
import { listQueuedPingbacks, type QueuedPingback } from "~/pingbacks/moderated-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { listPostNames } from "~/posts/post.server";

export interface ReportedThing {
  kind: ReportedRef["kind"];
  id: number;
  comment: (QueuedComment & { isSealed: boolean }) | null;
  /** What the spam filter thinks of the comment. */
  verdict: Awaited<ReturnType<typeof listVerdictsNow>>[number] | null;
  /** The words of a disputed comment before it was changed or erased. */
  sealed: Sealed[];
  /** The versions of a disputed post that were erased. */
  versions: SealedVersionName[];
  pingback: QueuedPingback | null;
  post: { slug: string; title: string; language: string | null } | null;
  reports: (Report & { /** How many earlier reports of this member were dismissed. */ dismissed: number })[];
}

export async function listReported(
  db: DatabaseClient,
  { withPosts, decidesLaw }: { withPosts: boolean; decidesLaw: boolean },
): Promise<ReportedThing[]> {
  const open = await listOpenReports(db);
  const reports = open
    .filter(({ postId }) => withPosts || postId === null)
    .filter((report) => decidesLaw || !isSealedRef(reportedBy(report)));
  const dismissed = await countDismissed(db, idsOf(reports, "personId"));
  const listed = await sealFor(db, { decidesLaw }, await listQueuedComments(db, idsOf(reports, "commentId")));
  const comments = byId(listed);
  const verdicts = await listVerdictsNow(
    db,
    listed.filter(({ isSealed }) => !isSealed),
  );
  const sealed = decidesLaw
    ? await listSealedWords(db, [...idsOf(reports, "sealedId"), ...idsOf(reports, "commentId")])
    : new Map<number, Sealed[]>();
  const versions = decidesLaw
    ? await listSealedVersions(db, [...idsOf(reports, "sealedPostId"), ...idsOf(reports, "postId")])
    : new Map<number, SealedVersionName[]>();
  const pingbacks = byId(await listQueuedPingbacks(db, idsOf(reports, "pingbackId")));
  const posts = byId(await listPostNames(db, idsOf(reports, "postId")));
  const things = new Map<string, ReportedThing>();
  for (const report of reports) {
    const { kind, id } = reportedBy(report);
    const key = reportedKey({ kind, id });
    const thing: ReportedThing = things.get(key) ?? {
      ...{ kind, id, reports: [] as ReportedThing["reports"] },
      comment: comments.get(report.commentId) ?? null,
      verdict: verdicts[report.commentId ?? 0] ?? null,
      sealed: sealed.get(report.sealedId ?? report.commentId ?? 0) ?? [],
      versions: versions.get(report.sealedPostId ?? report.postId ?? 0) ?? [],
      pingback: pingbacks.get(report.pingbackId) ?? null,
      post: posts.get(report.postId) ?? null,
    };
    thing.reports.push({ ...report, dismissed: dismissed.get(report.personId ?? 0) ?? 0 });
    things.set(key, thing);
  }
  // Reports of an erased comment have nothing left to look at.
  return [...things.values()].filter(
    ({ comment, pingback, post, ...thing }) => isSealedRef(thing) || comment || pingback || post,
  );
}

const idsOf = (
  reports: Report[],
  column: "personId" | "commentId" | "pingbackId" | "postId" | "sealedId" | "sealedPostId",
): number[] => [...new Set(reports.flatMap((report) => report[column] ?? []))];

const byId = <Row extends { id: number }>(rows: Row[]) =>
  new Map<number | null, Row>(rows.map((row) => [row.id, row]));
