// What is reported, with its open reports: the oldest report first.

import { listQueuedComments, type QueuedComment } from "~/comments/moderated-comments.server";
import { countDismissed, listOpenReports, type Report, reportedBy } from "~/moderation/reports/report.server";
import { reportedKey } from "~/moderation/reports/reported-field";
import { listQueuedPingbacks, type QueuedPingback } from "~/pingbacks/moderated-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { listPostNames } from "~/posts/post.server";

export interface ReportedThing {
  kind: "comment" | "pingback" | "post";
  id: number;
  comment: QueuedComment | null;
  pingback: QueuedPingback | null;
  post: { slug: string; title: string; language: string | null } | null;
  reports: (Report & { /** How many earlier reports of this member were dismissed. */ dismissed: number })[];
}

export async function listReported(
  db: DatabaseClient,
  { withPosts }: { withPosts: boolean },
): Promise<ReportedThing[]> {
  const open = await listOpenReports(db);
  const reports = withPosts ? open : open.filter(({ postId }) => postId === null);
  const dismissed = await countDismissed(db, idsOf(reports, "personId"));
  const comments = byId(await listQueuedComments(db, idsOf(reports, "commentId")));
  const pingbacks = byId(await listQueuedPingbacks(db, idsOf(reports, "pingbackId")));
  const posts = byId(await listPostNames(db, idsOf(reports, "postId")));
  const things = new Map<string, ReportedThing>();
  for (const report of reports) {
    const { kind, id } = reportedBy(report);
    const key = reportedKey({ kind, id });
    const thing: ReportedThing = things.get(key) ?? {
      ...{ kind, id, reports: [] as ReportedThing["reports"] },
      comment: comments.get(report.commentId) ?? null,
      pingback: pingbacks.get(report.pingbackId) ?? null,
      post: posts.get(report.postId) ?? null,
    };
    thing.reports.push({ ...report, dismissed: dismissed.get(report.personId ?? 0) ?? 0 });
    things.set(key, thing);
  }
  // Reports of an erased comment have nothing left to look at.
  return [...things.values()].filter(({ comment, pingback, post }) => comment ?? pingback ?? post);
}

const idsOf = (reports: Report[], column: "personId" | "commentId" | "pingbackId" | "postId"): number[] => [
  ...new Set(reports.flatMap((report) => report[column] ?? [])),
];

const byId = <Row extends { id: number }>(rows: Row[]) =>
  new Map<number | null, Row>(rows.map((row) => [row.id, row]));
