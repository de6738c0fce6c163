// A reader reports a response or a post; moderators decide; the reader is told the outcome.

import { z } from "zod";
import { type Correspondent, notify, writeTo } from "~/accounts/mail/correspondence.server";
import { listRecipients } from "~/accounts/mail/recipients.server";
import { mayNow } from "~/accounts/present-rights.server";
import { newSecret } from "~/accounts/token.server";
import type { Reason } from "~/moderation/actions";
import { endDispute } from "~/moderation/disputes/disputes.server";
import { endPostDispute } from "~/moderation/disputes/sealed-versions.server";
import { addEvent } from "~/moderation/log/log.server";
import {
  isOpenReport,
  isSealedRef,
  ownReportPath,
  type Reported,
  type ReportedRef,
  type ReportStatus,
} from "~/moderation/reports/report";
import type { ReportInput } from "~/moderation/reports/report.schema";
import { addReport, decideReportsOf, findReport, reportedBy } from "~/moderation/reports/report.server";
import { confirmReportEmail, outcomeEmail } from "~/moderation/reports/report-emails";
import type { Member, Viewer } from "~/people/viewer";
import type { Database, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue } from "~/platform/jobs/jobs.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { UNDO_SECONDS } from "./decision-news.server";

type Deps = Correspondent & { db: Database };

/** Adds a report. A stranger gets an e-mail to confirm their address, if `mayWrite`. A repeated report of the
 *  same thing changes nothing. */
export const reportThing = (
  deps: Deps & { siteSecret: SiteSecret },
  viewer: Viewer,
  thing: Reported,
  input: ReportInput,
  { clientAddress, mayWrite, now }: { clientAddress: string; mayWrite: boolean; now: Date },
): Promise<{ isNew: boolean }> =>
  deps.db.write(async (tx) => {
    const secret = viewer.kind === "guest" ? newSecret() : null;
    const id = await addReport(tx, thing, viewer, input, {
      ...{ siteSecret: deps.siteSecret, clientAddress, secret, now },
    });
    if (id !== null && secret && mayWrite && input.email) {
      const href = deps.siteUrl + ownReportPath(secret);
      await writeTo(tx, deps, input.email, (siteName) => confirmReportEmail(siteName, href), now);
    }
    return { isNew: id !== null };
  });

/** Decides the open reports of a thing. What may be unlawful takes the right "report.decide". */
export const decideReports = (
  deps: Deps,
  moderator: Member,
  thing: ReportedRef,
  to: Exclude<ReportStatus, "open">,
  { act, now }: { act: "response.moderate" | "report.decide"; now: Date },
): Promise<{ ok: true; decided: number } | { ok: false; reason: "moderation.not-allowed" }> =>
  deps.db.write(async (tx) => {
    // Reports of posts are for editors, who can withdraw them.
    for (const needed of thing.kind === "post" ? (["post.review", act] as const) : [act])
      if (!(await mayNow(tx.db, moderator, needed))) return { ok: false, reason: "moderation.not-allowed" };
    return { ok: true, decided: (await settleReports(tx, moderator, thing, to, now)).length };
  });

/** The same in the transaction of a decision about the thing. */
export async function settleReports(
  tx: Transaction,
  moderator: Member,
  thing: ReportedRef,
  to: Exclude<ReportStatus, "open">,
  now: Date,
): Promise<number[]> {
  const except: Reason[] = (await mayNow(tx.db, moderator, "report.decide")) ? [] : ["unlawful"];
  const ids = await decideReportsOf(tx, thing, to, { by: moderator.id, except, now });
  if (ids.length > 0)
    await addEvent(tx, moderator.id, to === "upheld" ? "uphold-reports" : "dismiss-reports", thing, { now });
  if (thing.kind === "comment" || thing.kind === "sealed") await endDispute(tx, thing.id);
  if (thing.kind === "post" || thing.kind === "sealed-post") await endPostDispute(tx, thing.id);
  const at = new Date(now.getTime() + UNDO_SECONDS * 1000);
  for (const reportId of ids) await enqueue(tx, tellReporterJob, { reportId }, { now, at });
  return ids;
}

export const tellReporterJob = defineJob({
  kind: "tell-reporter",
  queue: "mail",
  payload: z.object({ reportId: z.number().int() }),
  describe: ({ reportId }) => `report ${reportId}`,
  run: (deps: Deps, { reportId }, now) =>
    deps.db.write(async (tx) => {
      const report = await findReport(tx.db, { id: reportId });
      // It may have been opened again since.
      if (!report || isOpenReport(report)) return;
      const message = (siteName: string) =>
        outcomeEmail(siteName, deps.siteUrl + pathOf(reportedBy(report)), report.status);
      if (report.personId !== null)
        for (const { accountId } of await listRecipients(tx.db, [report.personId]))
          await notify(tx, deps, accountId, message, now);
      else if (report.email && report.confirmedAt) await writeTo(tx, deps, report.email, message, now);
    }),
});

/** Leads to what was reported, or says that it is gone. A post's slug may have changed since. */
const pathOf = (thing: ReportedRef) =>
  thing.kind === "post" || isSealedRef(thing) ? "/" : `/${thing.kind}s/${thing.id}`;
