// Blocks of a discussion: threads that stand one after the other, as a kind of reader sees them. Of hundreds of responses few are a reader's own, or
// new to them, so most blocks are the same for many readers, and after a comment all but one are as they were.

import type { Branch } from "~/comments/thread/thread";
import { KeptPiece } from "~/platform/http/answer-body.server";
import type { ThreadItem } from "./response";

type Thread = Branch<ThreadItem>;

interface Block {
  threads: Thread[];
  piece: KeptPiece;
}

/** Of more pieces a page would take longer to put together. */
const MIN_BYTES = 16 * 1024;
/** If one of its threads is another for a reader, all of it is written and compressed for them. */
const MAX_BYTES = 2 * MIN_BYTES;

/** Those of 300 long responses, for guests, for members, and for those who may write or moderate. */
const MAX_BLOCKS = 120;

/** How a reader sees threads. */
interface Shown {
  /** The same for all readers who see threads that aren't their own in the same way. */
  kind: string;
  /** Whether a thread is another for this reader than for their kind. */
  isOwn(thread: Thread): boolean;
  write(thread: Thread): string;
}

/** The blocks of one page of a discussion. */
export class KeptBlocks {
  readonly #blocks = new Map<string, Block>();

  /** Threads in pieces, most of them kept. */
  list(threads: Thread[], { kind, isOwn, write }: Shown): (KeptPiece | { html: string })[] {
    const pieces: (KeptPiece | { html: string })[] = [];
    for (let rest = threads; rest.length > 0; ) {
      const name = nameOf(kind, rest[0] as Thread);
      const former = this.#blocks.get(name);
      const known = former && isAsItWas(former, rest) ? former : null;
      const written = known ? null : writeBlock(rest, write, this.#ends(kind, former));
      const run = known?.threads ?? rest.slice(0, written?.length);
      if (run.some(isOwn)) pieces.push({ html: written?.html ?? run.map(write).join("") });
      else pieces.push(known?.piece ?? this.#keep(name, run, written?.html ?? ""));
      rest = rest.slice(run.length);
    }
    return pieces;
  }

  /** Whether a new block ends before a thread: where the former one did, as long as it isn't much larger, or where another begins. So those behind it stay
   *  as they are. */
  #ends(kind: string, former: Block | undefined) {
    const last = former && !isShort(former) ? former.threads.at(-1)?.response.path : undefined;
    return (thread: Thread, bytes: number): boolean => {
      if (last !== undefined && bytes < 2 * MAX_BYTES) return thread.response.path > last;
      return bytes >= MAX_BYTES || (bytes >= MIN_BYTES && this.#blocks.has(nameOf(kind, thread)));
    };
  }

  #keep(name: string, threads: Thread[], html: string): KeptPiece {
    const piece = new KeptPiece(html);
    this.#blocks.delete(name);
    this.#blocks.set(name, { threads, piece });
    const [oldest = ""] = this.#blocks.keys();
    if (this.#blocks.size > MAX_BLOCKS) this.#blocks.delete(oldest);
    return piece;
  }
}

const nameOf = (kind: string, { response }: Thread) => `${response.path} ${kind}`;

/** Short blocks are the last of a page, and don't stay as they are if more follows. */
const isShort = ({ piece }: Block) => piece.bytes.length < MIN_BYTES;

const isAsItWas = (block: Block, threads: Thread[]): boolean =>
  !(isShort(block) && block.threads.length < threads.length) &&
  block.threads.every((thread, index) => isSame(thread, threads[index]));

/** Whether two threads are written alike: their responses are the same objects as long as nothing of them has changed (kept-responses.server.ts). */
const isSame = (one: Thread, other: Thread | undefined): boolean =>
  one === other ||
  (other !== undefined &&
    one.response === other.response &&
    one.parentShown === other.parentShown &&
    one.level === other.level &&
    one.replies.length === other.replies.length &&
    one.replies.every((reply, index) => isSame(reply, other.replies[index])));

/** Writes a block, at least the first of these threads. */
function writeBlock(
  threads: Thread[],
  write: (thread: Thread) => string,
  endsBefore: (thread: Thread, bytes: number) => boolean,
) {
  let html = "";
  let length = 0;
  for (const thread of threads) {
    if (length > 0 && endsBefore(thread, html.length)) break;
    html += write(thread);
    length++;
  }
  return { html, length };
}
