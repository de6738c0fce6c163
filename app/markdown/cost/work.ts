// Estimates the parser's time from the lines of the source in one pass, without parsing. The estimate errs
// towards accepting, since the time limit catches the rest.
import { workLimitOf } from "../limits";
import { closes, type Fence, openFence } from "./nesting";

/** Milliseconds each on a small server, measured on texts with thousands of the construct. */
const PER_LINE = 0.02;
const PER_BLOCK = 0.08;
const PER_TASK = 0.15;
const PER_ROW = 0.2;
const PER_HEADING = 0.12;
const PER_FENCE = 0.15;
const PER_BREAK = 0.04;
const PER_DEFINITION = 0.12;
/** MARK: a run of backticks or tildes, which may delimit code or strikethrough. AT: an @, which may belong to
 *  an e-mail address. */
const PER_MARK = 0.035;
const PER_AT = 0.1;
/** For a setext underline, the parser walks back over all lines before it. */
const PER_UNDERLINE_AND_LINE = 0.0001;
/** For a lazy continuation line, the parser walks back over all such lines before it. */
const PER_LAZY_PAIR = 0.00006;

const UNDERLINE = /^[ \t>]*(?:=+|-+)[ \t]*$/;
const CONTAINER = /^[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$))/;
/** A hard line break. */
const BREAK = /(?:\\| {2})$/;
/** A link definition or a footnote definition. */
const DEFINITION = /^ {0,3}\[[^\]]{1,999}\]:/;
const MARK = /`+|~+/g;
const AT = /@/g;
const TASK = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\]/;

/** Whether the estimated work exceeds the limit for a source of this length. */
export const isTooMuchWork = (source: string): boolean => reckonWork(source) > workLimitOf(source);

/** Estimated parser time in milliseconds on a small server. */
export function reckonWork(source: string): number {
  let work = 0;
  let lines = 0;
  /** Consecutive lazy continuation lines since the last quote or list marker; null outside a quote or
   *  list. */
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
