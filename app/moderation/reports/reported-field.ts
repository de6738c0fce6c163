// How forms name what is reported: "comment-12".

import { readRowId } from "~/platform/database/rows/row-id";
import type { ReportedRef } from "./report";

export const reportedKey = ({ kind, id }: ReportedRef) => `${kind}-${id}`;

/** Parses the field; null if it is none. */
export function readReported(value: string): ReportedRef | null {
  const [, kind, number] = /^(comment|pingback|post|sealed|sealed-post)-(\d+)$/.exec(value) ?? [];
  const id = readRowId(number);
  return id === null ? null : { kind: kind as ReportedRef["kind"], id };
}
