// What a text may cost, and why. A refusal is a value; what it tells the writer stands beside it.

/** About 25,000 words, the longest chapter that anyone posts in one piece; a second of work. */
export const MAX_SOURCE_CHARS = 150_000;

/** Quoted e-mail reaches perhaps fifteen levels; past a hundred, parsers recurse until the stack is gone. */
export const MAX_NESTING = 100;

/** Brackets and emphasis marks left open in one block: the parser looks back through all of them at each new one.
 *  The most among a thousand READMEs was nine. */
export const MAX_OPEN_MARKS = 500;

/** The parser's work in one block grows with the square of its marks, at up to 50 ns: 6,000 marks in one block, far
 *  more than in any table that people write, are two seconds. */
export const MAX_MARK_COST = 40_000_000;

/** Thirteen times the longest source. An ordinary text gives 1.5 times its source, but a thousand references to one
 *  note, or short rows under a wide table head, multiply it without end. */
export const MAX_HTML_CHARS = 2_000_000;

/** What the shortest text may be reckoned to take, in milliseconds: fifty times what a comment does. */
const WORK_LIMIT_MS = 200;

/** And a long one besides: the longest comment 0.3 s, the longest post 0.95. Of 1,750 Markdown files of packages the densest is
 *  reckoned to be less than half of what one of its length may. */
const WORK_PER_1000_CHARS_MS = 5;

/** What it may take of the processor. More than is reckoned: a worker that has just started is slower, and what the rest of the
 *  process does meanwhile can't be told apart. */
const TIME_LIMIT_MS = 1_000;

/** And what a long text may take besides. Ordinary text takes 5 ms, the densest 25, on a small server. So the longest comment may
 *  take 1.5 s, and the longest post 4.8. */
const TIME_PER_1000_CHARS_MS = 25;

const withLength = (source: string, ms: number, msPer1000: number): number =>
  ms + Math.ceil(source.length / 1000) * msPer1000;

/** The work that a text may be reckoned to be, in milliseconds. */
export const workLimitOf = (source: string): number =>
  withLength(source, WORK_LIMIT_MS, WORK_PER_1000_CHARS_MS);

/** The processor time that a text may take, in milliseconds. */
export const timeLimitOf = (source: string): number =>
  withLength(source, TIME_LIMIT_MS, TIME_PER_1000_CHARS_MS);

/** Of a machine with so many times more to do than it can, a text gets its share late; after this many times its limit by the
 *  clock it has held a worker long enough all the same. */
export const MAX_SLOWDOWN = 10;

/** A text that ran out of time or memory would again: for so long it is refused without trying. Long enough that who repeats it
 *  gains nothing, short enough that a machine that was merely busy is asked again the same day. */
export const REMEMBERED_MS = 10 * 60 * 1000;

/** A hash and a word each: a megabyte. Whoever has more texts than this to hurt with is held by the limits on each. */
export const MAX_REMEMBERED = 5_000;

/** The densest texts that the limits allow need 200 MB. */
export const WORKER_HEAP_MB = 256;

/** A second thread keeps ordinary texts flowing while the first is held by a hostile one. */
export const MAX_THREADS = 2;

/** The longest that a text waits to be begun. Past this people press the button again, and wait for nothing longer. */
export const MAX_WAIT_MS = 5_000;

/** Of one network: a large class that sends at once. Their texts are held in memory meanwhile, 20 kB each. */
export const MAX_WAITING_OF_ONE = 60;

/** Of all: ordinary texts of as many would take the five seconds that each may wait. */
export const MAX_WAITING = 600;

/** Two or three sentences: what a list of posts, a feed or a link preview shows. */
export const EXCERPT_CHARS = 280;

/** A pingback shows the sentence that holds the link; longer ones are cut around the link. */
export const SENTENCE_CHARS = 300;

/** Colouring a longer listing costs more than it helps, and its patterns can be made to backtrack. */
export const MAX_HIGHLIGHT_CHARS = 20_000;

export type RefusalReason =
  | "markdown.too-long"
  | "markdown.too-deep"
  | "markdown.too-much-work"
  | "markdown.too-large"
  | "markdown.too-slow"
  | "markdown.out-of-memory"
  | "markdown.busy";

/** What another try may end otherwise: it says something of the moment, and not of the text alone. */
const PASSING: RefusalReason[] = ["markdown.too-slow", "markdown.out-of-memory", "markdown.busy"];

export const isPassing = (reason: RefusalReason): boolean => PASSING.includes(reason);

/** The status of the page that shows a refusal: 503 where nothing is wrong with the text, and later is all that is asked. */
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

/** What went wrong, and what the writer can do about it, in plain words. */
export const explainRefusal = (reason: RefusalReason): string => EXPLANATIONS[reason];
