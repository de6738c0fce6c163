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

/** A hundred times what a comment takes, since a small server may be busy with other things. */
export const TIME_LIMIT_MS = 3_000;

/** And what a long text may take besides. Ordinary text takes 5 ms, the densest 25, on a small server. */
export const TIME_PER_1000_CHARS_MS = 40;

/** A worker starts in 0.2 s; one that has not after this long never will. */
export const START_LIMIT_MS = 20_000;

/** The densest texts that the limits allow need 200 MB. */
export const WORKER_HEAP_MB = 256;

/** A second thread keeps ordinary texts flowing while the first is held by a hostile one. */
export const MAX_THREADS = 2;

/** A worker costs 25 MB, and 100 MB after long texts: the second leaves when it has had nothing to do for a while. */
export const IDLE_MS = 30_000;

/** Past this, the tail of the queue would wait longer than a browser does. */
export const MAX_WAITING = 100;

/** Two or three sentences: what a list of posts, a feed or a link preview shows. */
export const EXCERPT_CHARS = 280;

/** A pingback shows the sentence that holds the link; longer ones are cut around the link. */
export const SENTENCE_CHARS = 300;

/** Colouring a longer listing costs more than it helps, and its patterns can be made to backtrack. */
export const MAX_HIGHLIGHT_CHARS = 20_000;

export type RefusalReason =
  | "markdown.too-long"
  | "markdown.too-deep"
  | "markdown.too-large"
  | "markdown.too-slow";

const EXPLANATIONS: Record<RefusalReason, string> = {
  "markdown.too-long": `This text is longer than ${MAX_SOURCE_CHARS.toLocaleString("en")} characters. Publish it in parts, for example as a series.`,
  "markdown.too-deep":
    "Quotes, lists or brackets in this text are nested too deeply, or many of them are left open. Close or flatten them. If it is program text, put it in a code block, between two lines of three backticks.",
  "markdown.too-large":
    "This text becomes too large a page. A very wide table, or very many references to the same note or link, is the usual cause: split the table, or write some of the links out.",
  "markdown.too-slow":
    "This text took too long to set. Try again in a moment; if that fails too, look for an unusual run of marks such as * _ [ ] or >, and shorten it.",
};

/** What went wrong, and what the writer can do about it, in plain words. */
export const explainRefusal = (reason: RefusalReason): string => EXPLANATIONS[reason];
