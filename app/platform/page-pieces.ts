// The pieces of a page that are kept stand in its markup by marks, until all of it is written.

import { randomUUID } from "node:crypto";
import type { KeptPiece, Piece } from "./http/answer-body.server";

/** Nobody else can write a mark. */
const MARK = `<!--${randomUUID()}:`;
const END = "-->";

export class PagePieces {
  readonly #kept: KeptPiece[] = [];

  /** The mark for a piece. */
  put(piece: KeptPiece): string {
    return MARK + (this.#kept.push(piece) - 1) + END;
  }

  /** A page with marks, in pieces. */
  split(page: string): Piece[] {
    const [first = "", ...others] = page.split(MARK);
    const rest = others.flatMap((part) => {
      const end = part.indexOf(END);
      return [this.#kept[Number(part.slice(0, end))] as KeptPiece, Buffer.from(part.slice(end + END.length))];
    });
    return [Buffer.from(first), ...rest];
  }
}
