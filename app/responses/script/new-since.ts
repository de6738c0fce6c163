// What is new to a guest since their last visit. Their pages are the same for everyone, so only their own device knows.

import { parse, read, write } from "~/comments/reply/reply-drafts";
import { READING } from "./device-keys";

/** Whoever reads more conversations than this has long left the oldest; 8 kB. */
export const MAX_POSTS = 200;
/** A visit ends after half an hour without a page, as a member's does (accounts/account.schema.ts). */
const VISIT_MS = 30 * 60 * 1000;

/** The columns of a member's ReadMark, and the numbers of the guest's own responses. */
export type Mark = [
  post: number,
  seen: number,
  seenAt: number,
  reached: number,
  visitAt: number,
  ...own: number[],
];

export interface Reading {
  /** When the visit began, and its last page. */
  from: number;
  last: number;
  /** The newest last. */
  marks: Mark[];
}

export const keep = (reading: Reading) => write(READING, JSON.stringify(reading));

/** On the first visit nothing is new. Later, the script of the marks is loaded (scripts/new-marks.ts). */
export async function findNew(discussion: Element): Promise<void> {
  const line = discussion.querySelector<HTMLElement>("[data-post]");
  if (!line) return;
  const [post, number, now] = [Number(line.dataset.post), Number(line.dataset.number), Date.now()];
  const reading = (parse(read(READING)) ?? { last: 0, marks: [] }) as Reading;
  if (reading.last < now - VISIT_MS) reading.from = now;
  reading.last = now;
  if (reading.marks.some(([id]) => id === post))
    return (await import(/* @vite-ignore */ line.dataset.script as string)).showNew(line, reading, now);
  reading.marks = [...reading.marks, [post, number, now, number, now] as Mark].slice(-MAX_POSTS);
  keep(reading);
}
