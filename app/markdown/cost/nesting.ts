// Estimates the parser's cost from the source in one pass, without parsing. The estimate errs towards
// accepting, since the time limit catches the rest; code blocks are skipped, so that ordinary program text is
// never refused.
import { MAX_MARK_COST, MAX_NESTING, MAX_OPEN_MARKS } from "../limits";

export interface Nesting {
  /** Deepest nesting of quotes and lists at the start of one line. */
  containers: number;
  /** Most unmatched marks in one block: brackets and emphasis that were never opened or never closed. */
  open: number;
  /** Sum over all blocks of the squared number of marks, because the parser's time grows with that square. */
  cost: number;
}

export const isTooNested = ({ containers, open, cost }: Nesting): boolean =>
  containers > MAX_NESTING || open > MAX_OPEN_MARKS || cost > MAX_MARK_COST;

/** Linear in the length of the source. See Nesting for the units. */
export function measureNesting(source: string): Nesting {
  const nesting: Nesting = { containers: 0, open: 0, cost: 0 };
  let fence: Fence | null = null;
  let block = new Block();
  const endBlock = () => {
    nesting.cost += block.marks ** 2;
    block = new Block();
  };
  for (const line of source.split(/\r\n?|\n/)) {
    const { depth, quotes, rest } = readContainers(line);
    if (fence && quotes >= fence.quotes) {
      if (closes(fence, rest)) fence = null;
      continue;
    }
    nesting.containers = Math.max(nesting.containers, depth);
    fence = openFence(rest, quotes);
    if (fence || depth > quotes || rest.trim() === "") endBlock();
    if (!fence) block.read(rest);
    nesting.open = Math.max(nesting.open, block.open);
  }
  endBlock();
  return nesting;
}

const CONTAINER = /[ \t]*(?:(>)|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;
const RULE = /^[ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$/;

function readContainers(line: string): { depth: number; quotes: number; rest: string } {
  let depth = 0;
  let quotes = 0;
  let end = 0;
  CONTAINER.lastIndex = 0;
  for (let match = CONTAINER.exec(line); match && depth <= MAX_NESTING; match = CONTAINER.exec(line)) {
    depth += 1;
    if (match[1]) quotes += 1;
    end = CONTAINER.lastIndex;
  }
  // "* * *" is a thematic break, however long, and not a nested list.
  return RULE.test(line) ? { depth: 0, quotes: 0, rest: "" } : { depth, quotes, rest: line.slice(end) };
}

export interface Fence {
  mark: string;
  quotes: number;
}

export function openFence(rest: string, quotes: number): Fence | null {
  const line = rest.trimStart();
  const mark = /^(?:`{3,}|~{3,})/.exec(line)?.[0];
  return mark && !line.includes("`", mark.startsWith("`") ? mark.length : line.length)
    ? { mark, quotes }
    : null;
}

export const closes = ({ mark }: Fence, rest: string): boolean => {
  const line = rest.trim();
  return line.startsWith(mark) && /^(?:`+|~+)$/.test(line);
};

const MARK = /\\.|(\*+|_+|~~+)|(\[)|(\])/g;
const SOLID = /\S/;
const LETTER = /[\p{L}\p{N}]/u;

/** An underscore inside a word, as in snake_case, never opens or closes emphasis. */
const isWithinWord = (run: string, before: string, after: string): boolean =>
  run.startsWith("_") && LETTER.test(before) && LETTER.test(after);

class Block {
  marks = 0;
  private brackets = 0;
  private astray = 0;
  private emphasis: Record<string, number> = { "*": 0, _: 0, "~": 0 };

  get open(): number {
    const { "*": star = 0, _: underscore = 0, "~": tilde = 0 } = this.emphasis;
    return this.brackets + this.astray + star + underscore + tilde;
  }

  read(line: string): void {
    for (const { 0: mark, 1: run, 2: opening, 3: closing, index } of line.matchAll(MARK)) {
      if (run && isWithinWord(run, line.charAt(index - 1), line.charAt(index + mark.length))) continue;
      if (run) this.readRun(run.charAt(0), line.charAt(index - 1), line.charAt(index + mark.length));
      else if (opening) this.brackets += 1;
      else if (closing && this.brackets > 0) this.brackets -= 1;
      else if (closing) this.astray += 1;
      else continue;
      this.marks += 1;
    }
  }

  private readRun(kind: string, before: string, after: string): void {
    const waiting = this.emphasis[kind] ?? 0;
    if (SOLID.test(before) && waiting > 0) this.emphasis[kind] = waiting - 1;
    else if (SOLID.test(after)) this.emphasis[kind] = waiting + 1;
    else if (SOLID.test(before)) this.astray += 1;
  }
}
