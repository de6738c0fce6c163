// What a text would take the parser, reckoned from the beginnings of its lines, in one pass and without parsing. It errs towards
// letting text through: what slips past it meets the time limit.
import { workLimitOf } from "./limits";
import { closes, type Fence, openFence } from "./nesting";

/** Milliseconds on a small server, as measured with thousands of each. */
const PER_LINE = 0.02;
const PER_BLOCK = 0.08;
const PER_TASK = 0.15;
const PER_ROW = 0.2;
/** For a line that makes a heading of the ones before it, the parser looks through all before them. */
const PER_UNDERLINE_AND_LINE = 0.0001;
/** For a line that goes on with a quote or a list without its mark, through all of these. */
const PER_LAZY_PAIR = 0.00006;

const UNDERLINE = /^[ \t>]*(?:=+|-+)[ \t]*$/;
const CONTAINER = /^[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))/;
const TASK = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\]/;

/** Whether a text would take longer than one of its length may. */
export const isTooMuchWork = (source: string): boolean => reckonWork(source) > workLimitOf(source);

/** In milliseconds on a small server. */
export function reckonWork(source: string): number {
  let work = 0;
  let lines = 0;
  /** Lines in a row that go on with what a quote or list began. */
  let lazy: number | null = null;
  let blank = true;
  let fence: Fence | null = null;
  for (const line of source.split(/\r\n?|\n/)) {
    if (fence) {
      if (closes(fence, line)) fence = null;
      continue;
    }
    fence = openFence(line, 0);
    lines += 1;
    if (line.trim() === "") {
      blank = true;
      lazy = null;
      continue;
    }
    work += PER_LINE;
    const isContainer = CONTAINER.test(line);
    if (isContainer || blank || line.startsWith("#")) work += PER_BLOCK;
    if (isContainer && TASK.test(line)) work += PER_TASK;
    if (line.includes("|")) work += PER_ROW;
    if (UNDERLINE.test(line)) work += lines * PER_UNDERLINE_AND_LINE;
    if (isContainer) lazy = 0;
    else if (lazy !== null) {
      lazy += 1;
      work += lazy * PER_LAZY_PAIR;
    }
    blank = false;
  }
  return work;
}
