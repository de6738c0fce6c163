// Reports: why something is reported, where, and in which states.

import { commentPath } from "~/comments/comment";
import { pingbackPath } from "~/pingbacks/pingback";
import { postPath } from "~/posts/post";
import type { Reason } from "../actions";

/** Reasons as those who report choose them. Their codes are those of removals. */
export const REPORT_REASONS: Record<Reason, string> = {
  advertising: "It is advertising",
  rude: "It attacks or belittles somebody",
  "off-topic": "It isn’t about the post or the conversation",
  identifies: "It is about me, or makes somebody identifiable",
  unlawful: "It may be against the law",
  copyright: "It copies my work",
  other: "Another reason",
};

/** Moderators decide about reports, except about what may be unlawful, which an administrator decides. */
export const isForAdministrators = ({ reason }: { reason: string }) =>
  reason === ("unlawful" satisfies Reason);

export const reportStatus = { open: "open", upheld: "upheld", dismissed: "dismissed" } as const;
export type ReportStatus = keyof typeof reportStatus;
export const isOpenReport = ({ status }: { status: string }) => status === reportStatus.open;

/** What is reported. */
export type Reported =
  | { kind: "post"; id: number; slug: string; title: string; language: string | null }
  | { kind: "comment" | "pingback"; id: number };

/** A comment or a post that was deleted while it was disputed, by the id that it had. */
export type SealedRef = { kind: "sealed" | "sealed-post"; id: number };
export type ReportedRef = Pick<Reported, "kind" | "id"> | SealedRef;

export const isSealedRef = (ref: { kind: string; id: number }): ref is SealedRef =>
  ref.kind === "sealed" || ref.kind === "sealed-post";

export function reportPath(thing: Reported): string {
  if (thing.kind === "post") return `${postPath(thing.slug)}/report`;
  return `${thing.kind === "comment" ? commentPath(thing.id) : pingbackPath(thing.id)}/report`;
}

/** A stranger's own report, by its secret. */
export const ownReportPath = (secret: string) => `/reports/${secret}`;

/** A few paragraphs: enough for a notice with its grounds. */
export const MAX_REPORT_CHARS = 4_000;
/** Per member or network, which may be a whole library. */
export const REPORTS_PER_HOUR = 10;
/** E-mails that ask one address to confirm. */
export const CONFIRMATIONS_PER_DAY = 3;
