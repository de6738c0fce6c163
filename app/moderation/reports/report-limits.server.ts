// Limits of reports, which cost moderators' time and may send e-mail to a typed address.

import { createHash } from "node:crypto";
import type { Speaker } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { networkOf } from "~/platform/http/request/network";
import { createRateLimiter, UNLIMITED } from "~/platform/rate-limits/rate-limits.server";
import { CONFIRMATIONS_PER_DAY, REPORTS_PER_HOUR } from "./report";

export interface ReportLimits {
  /** Counts one report of a member or a network. Returns 0, or the seconds until the next is accepted. */
  secondsToWait(clientAddress: string, speaker: Speaker): Promise<number>;
  /** Counts one e-mail that asks an address to confirm a report. */
  secondsToWaitForEmail(email: string): Promise<number>;
}

export function createReportLimits(db: Database, enabled: boolean): ReportLimits {
  const limited = (name: string, points: number, seconds: number) =>
    enabled ? createRateLimiter(db, [{ name, points, seconds }]) : UNLIMITED;
  const reports = limited("reports-hour", REPORTS_PER_HOUR, 60 * 60);
  const emails = limited("report-emails-day", CONFIRMATIONS_PER_DAY, 24 * 60 * 60);
  return {
    secondsToWait: (clientAddress, speaker) =>
      reports.secondsToWait(speaker.kind === "person" ? `person-${speaker.id}` : networkOf(clientAddress)),
    secondsToWaitForEmail: (email) =>
      emails.secondsToWait(createHash("sha256").update(email).digest("base64url")),
  };
}
