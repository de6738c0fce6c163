// How far a member has read a conversation: what is new stays so for the whole of a visit.

import { VISIT_S } from "~/accounts/account.schema";

export interface ReadMark {
  /** The last number on the visit before: responses above it are new. */
  seenNumber: number;
  /** When that visit began. */
  seenAt: Date;
  /** The last number on this visit. */
  reachedNumber: number;
  visitAt: Date;
}

/** The page of a conversation that somebody opens. */
export interface Opened {
  /** The last number of its responses. */
  number: number;
  /** When the visit with this session began. */
  visitAt: Date;
  now: Date;
}

/** The mark on this visit. On the first, nothing is new. What a page showed in a visit isn't new in the next; so the mark
 *  also moves, without a new visit, when a page shows responses that came since the visit's first page. */
export function markOnVisit(mark: ReadMark | null, { number, visitAt, now }: Opened): ReadMark {
  if (!mark) return { seenNumber: number, seenAt: now, reachedNumber: number, visitAt: now };
  const reachedNumber = Math.max(number, mark.reachedNumber);
  if (isCurrent(mark, visitAt, now))
    return reachedNumber === mark.reachedNumber ? mark : { ...mark, reachedNumber };
  return { seenNumber: mark.reachedNumber, seenAt: mark.visitAt, reachedNumber, visitAt: now };
}

/** Whether somebody marked the conversation as read within a minute, which a page then confirms. */
export const wasJustMarked = ({ seenAt, visitAt }: ReadMark, now: Date) =>
  seenAt > visitAt && now.getTime() - seenAt.getTime() < 60_000;

/** A visit lasts half an hour at least, on whichever devices, and longer while pages are opened in this session. */
const isCurrent = (mark: ReadMark, visitAt: Date, now: Date) =>
  mark.visitAt >= visitAt || now.getTime() - mark.visitAt.getTime() < VISIT_S * 1000;
