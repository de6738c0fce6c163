// Limits of rendering, with their reasons, and the refusals that are shown to authors.

/** About 25,000 words, the longest chapter that anyone posts in one piece; takes about a second to render. */
export const MAX_SOURCE_CHARS = 150_000;

/** Quoted e-mail reaches perhaps fifteen levels; past a hundred, parsers recurse until the stack is gone. */
export const MAX_NESTING = 100;

/** Brackets and emphasis marks left open in one block. At each new mark the parser searches back through all
 *  of them. The most found in a thousand READMEs was nine. */
export const MAX_OPEN_MARKS = 500;

/** Sum of squared mark counts per block; each unit costs up to 50 ns. 6,000 marks in one block, far more than
 *  in any table that people write, take two seconds. */
export const MAX_MARK_COST = 40_000_000;

/** Thirteen times the longest source. Ordinary HTML is 1.5 times as long as its source, but a thousand
 *  references to one footnote, or short rows under a wide table head, multiply it without bound. */
export const MAX_HTML_CHARS = 2_000_000;

/** Base of the work limit in milliseconds: fifty times the estimate for a typical comment. */
const WORK_LIMIT_MS = 200;

/** Allowance by length: 0.3 s in all for the longest comment, 0.95 s for the longest post. In 1,750 Markdown
 *  files of npm packages, the densest is estimated at less than half of its limit. */
const WORK_PER_1000_CHARS_MS = 5;

/** Base of the processor time limit. Higher than the work limit, because a fresh worker is slower, and
 *  because the processor time of other threads can't be told apart. */
const TIME_LIMIT_MS = 1_000;

/** Allowance by length. On a small server 1,000 characters of ordinary text take 5 ms, the densest 25 ms. The
 *  longest comment may take 1.5 s, the longest post 4.8 s. */
const TIME_PER_1000_CHARS_MS = 25;

const withLength = (source: string, ms: number, msPer1000: number): number =>
  ms + Math.ceil(source.length / 1000) * msPer1000;

/** Highest estimated work allowed for a source, in milliseconds. */
export const workLimitOf = (source: string): number =>
  withLength(source, WORK_LIMIT_MS, WORK_PER_1000_CHARS_MS);

/** Highest processor time allowed for a source, in milliseconds. */
export const timeLimitOf = (source: string): number =>
  withLength(source, TIME_LIMIT_MS, TIME_PER_1000_CHARS_MS);

/** On an overloaded machine, processor time arrives late. A text that has occupied a worker for this many
 *  times its limit by the clock is ended anyway. */
export const MAX_SLOWDOWN = 10;

/** A source that exceeded time or memory is refused without a new attempt for this long. Long enough that
 *  repeating it gains an attacker nothing, short enough that a text which failed only because the machine was
 *  busy works again the same day. */
export const REMEMBERED_MS = 10 * 60 * 1000;

/** Each entry is a hash and a reason, so 5,000 are about a megabyte. Attackers with more texts than this are
 *  stopped by the other limits. */
export const MAX_REMEMBERED = 5_000;

/** The densest texts within the limits need 200 MB. */
export const WORKER_HEAP_MB = 256;

/** The second thread keeps ordinary texts moving while a hostile one occupies the first. */
export const MAX_THREADS = 2;

/** Longest wait for a worker. After about five seconds people submit again, and the first result would be
 *  wasted. */
export const MAX_WAIT_MS = 5_000;

/** Waiting texts of one network: a large class that submits at once. Each holds about 20 kB of memory. */
export const MAX_WAITING_OF_ONE = 60;

/** Waiting texts in all: rendering this many ordinary texts takes the five seconds of MAX_WAIT_MS. */
export const MAX_WAITING = 600;

/** Two or three sentences, enough for a list of posts, a feed or a link preview. */
export const EXCERPT_CHARS = 280;

/** A pingback shows the whole sentence that contains the link. Beyond 150 words it is a list or a text without full stops, and is cut
 *  around the link. */
export const SENTENCE_CHARS = 1_000;

/** Highlighting a longer listing costs more than it helps, and its patterns can be made to backtrack. */
export const MAX_HIGHLIGHT_CHARS = 20_000;

export type RefusalReason =
  | "markdown.too-long"
  | "markdown.too-deep"
  | "markdown.too-much-work"
  | "markdown.too-large"
  | "markdown.too-slow"
  | "markdown.out-of-memory"
  | "markdown.busy";

/** Refusals that depend on the load of the moment: the same text may succeed later. */
const PASSING: RefusalReason[] = ["markdown.too-slow", "markdown.out-of-memory", "markdown.busy"];

export const isPassing = (reason: RefusalReason): boolean => PASSING.includes(reason);

/** HTTP status for a refusal: 503 if the text is fine and only has to be sent again later, 422 otherwise. */
export const statusOfRefusal = (reason: string): 422 | 503 => (reason === "markdown.busy" ? 503 : 422);

const TOO_LARGE =
  "Please split wide tables, and write out links or notes that are used very many times: this text makes too large a page.";

const EXPLANATIONS: Record<RefusalReason, string> = {
  "markdown.too-long": `Please publish this text in parts, for example as a series: it’s longer than ${MAX_SOURCE_CHARS.toLocaleString("en")} characters.`,
  "markdown.too-deep":
    "Please close or flatten the quotes, lists or brackets in this text: they’re nested too deeply, or too many are left open. If it’s program text, put it in a code block, between two lines of three backticks.",
  "markdown.too-much-work":
    "Please split this text: it has too many marks for its length, such as headings, lists, table rows, links or line breaks. If it’s data or program text, put it in a code block, between two lines of three backticks.",
  "markdown.too-large": TOO_LARGE,
  "markdown.too-slow":
    "Please shorten any unusual run of marks such as * _ [ ] | or >: this text took too long to process. You can try the same text again in ten minutes.",
  "markdown.out-of-memory": TOO_LARGE,
  "markdown.busy":
    "Please try again in a few seconds: this site is processing very many texts at the moment. Your text is still here.",
};

/** Message for the author: what to change, and why. */
export const explainRefusal = (reason: RefusalReason): string => EXPLANATIONS[reason];
