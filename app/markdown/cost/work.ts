// What a text would take the parser, reckoned from its lines, in one pass and without parsing. It errs towards
// letting text through: what slips past it meets the time limit.
import { workLimitOf } from "../limits";
import { closes, type Fence, openFence } from "./nesting";

/** Milliseconds on a small server, as measured with thousands of each. */
const PER_LINE = 0.02;
const PER_BLOCK = 0.08;
const PER_TASK = 0.15;
const PER_ROW = 0.2;
const PER_HEADING = 0.12;
const PER_FENCE = 0.15;
const PER_BREAK = 0.04;
const PER_DEFINITION = 0.12;
/** For a run of signs that may begin or end code or something struck out, and for one that may stand in an address. */
const PER_MARK = 0.035;
const PER_AT = 0.1;
/** For a line that makes a heading of the ones before it, the parser looks through all before them. */
const PER_UNDERLINE_AND_LINE = 0.0001;
/** For a line that goes on with a quote or a list without its mark, through all of these. */
const PER_LAZY_PAIR = 0.00006;

const UNDERLINE = /^[ \t>]*(?:=+|-+)[ \t]*$/;
const CONTAINER = /^[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))/;
/** A line break that is kept. */
const BREAK = /(?:\\| {2})$/;
/** Of a link's address, or a footnote. */
const DEFINITION = /^ {0,3}\[[^\]]{1,999}\]:/;
const MARK = /`+|~+/g;
const AT = /@/g;
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
    if (line.startsWith("#")) work += PER_HEADING;
    else if (DEFINITION.test(line)) work += PER_DEFINITION;
    else if (isContainer || blank) work += PER_BLOCK;
    if (fence) work += PER_FENCE;
    if (isContainer && TASK.test(line)) work += PER_TASK;
    if (line.includes("|")) work += PER_ROW;
    if (BREAK.test(line)) work += PER_BREAK;
    work += PER_MARK * countOf(MARK, line) + PER_AT * countOf(AT, line);
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

const countOf = (sign: RegExp, line: string): number => line.match(sign)?.length ?? 0;
