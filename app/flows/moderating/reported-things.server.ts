// What is reported, with its open reports: the oldest report first.

import { findQueuedComment, type QueuedComment } from "~/comments/moderated-comments.server";
import { countDismissed, listOpenReports, type Report, reportedBy } from "~/moderation/reports/report.server";
import { reportedKey } from "~/moderation/reports/reported-field";
import { findQueuedPingback, type QueuedPingback } from "~/pingbacks/moderated-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { findPostName } from "~/posts/post.server";

export interface ReportedThing {
  kind: "comment" | "pingback" | "post";
  id: number;
  comment: QueuedComment | null;
  pingback: QueuedPingback | null;
  post: { slug: string; title: string } | null;
  reports: (Report & { /** How many earlier reports of this member were dismissed. */ dismissed: number })[];
}

export async function listReported(
  db: DatabaseClient,
  { withPosts }: { withPosts: boolean },
): Promise<ReportedThing[]> {
  const reports = await listOpenReports(db);
  const dismissed = await countDismissed(db, [...new Set(reports.flatMap(({ personId }) => personId ?? []))]);
  const things = new Map<string, ReportedThing>();
  for (const report of reports) {
    const { kind, id } = reportedBy(report);
    if (kind === "post" && !withPosts) continue;
    const key = reportedKey({ kind, id });
    const thing: ReportedThing = things.get(key) ?? {
      ...{ kind, id, reports: [] as ReportedThing["reports"] },
      comment: kind === "comment" ? await findQueuedComment(db, id) : null,
      pingback: kind === "pingback" ? await findQueuedPingback(db, id) : null,
      post: kind === "post" ? await findPostName(db, id) : null,
    };
    thing.reports.push({ ...report, dismissed: dismissed.get(report.personId ?? 0) ?? 0 });
    things.set(key, thing);
  }
  // Reports of an erased comment have nothing left to look at.
  return [...things.values()].filter(({ comment, pingback, post }) => comment ?? pingback ?? post);
}
