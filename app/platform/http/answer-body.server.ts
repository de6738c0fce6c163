// The body of an answer, in pieces: those that other answers have as well are encoded and compressed once.

import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";

interface Deflated {
  /** The bytes before it. */
  after: Buffer | undefined;
  bytes: Promise<Buffer>;
}

/** A piece follows the same one in most answers, or something of the reader's own. */
const MAX_PLACES = 2;

/** A piece that many answers have. */
export class KeptPiece {
  readonly bytes: Buffer;
  #deflated: Deflated[] = [];

  constructor(text: string) {
    this.bytes = Buffer.from(text);
  }

  get html(): string {
    return this.bytes.toString();
  }

  /** Its part of a compressed body, after a kept piece or something else; compressed when it is first asked for. */
  deflated(before: KeptPiece | undefined): Promise<Buffer> {
    const known = this.#deflated.find(({ after }) => after === before?.bytes);
    if (known) return known.bytes;
    const made = { after: before?.bytes, bytes: deflate(this.bytes, before?.bytes) };
    this.#deflated = [...this.#deflated, made].slice(-MAX_PLACES);
    return made.bytes;
  }
}

export type Piece = Buffer | KeptPiece;

export class AnswerBody {
  readonly length: number;
  private readonly pieces: readonly Piece[];
  #whole: Buffer | undefined;

  constructor(pieces: readonly Piece[]) {
    // crc32() begins anew with an empty one.
    this.pieces = pieces.filter((piece) => bytesOf(piece).length > 0);
    this.length = pieces.reduce((sum, piece) => sum + bytesOf(piece).length, 0);
  }

  /** All bytes, joined when they are first asked for. */
  get bytes(): Buffer {
    this.#whole ??= this.pieces.length === 1 ? bytesOf(this.pieces[0] as Piece) : this.#join();
    return this.#whole;
  }

  #join(): Buffer {
    return Buffer.concat(this.pieces.map(bytesOf), this.length);
  }

  /** Whether it is compressed with less work in pieces. */
  get isMostlyKept(): boolean {
    const kept = this.pieces.reduce(
      (sum, piece) => sum + (Buffer.isBuffer(piece) ? 0 : piece.bytes.length),
      0,
    );
    return 2 * kept > this.length;
  }

  /** In the gzip format (RFC 1952). The compressed pieces end at a byte and point to nothing but themselves and the piece before, so they can stand one
   *  after the other (RFC 1951, section 2). Brotli has no such way. */
  async gzip(): Promise<Buffer> {
    const compressed = await Promise.all(
      this.pieces.map((piece, index) => {
        const before = this.pieces[index - 1];
        if (Buffer.isBuffer(piece)) return deflate(piece, before && bytesOf(before));
        return piece.deflated(Buffer.isBuffer(before) ? undefined : before);
      }),
    );
    const end = Buffer.alloc(8);
    end.writeUInt32LE(
      this.pieces.reduce((sum, piece) => crc32(bytesOf(piece), sum), 0),
      0,
    );
    end.writeUInt32LE(this.length % 2 ** 32, 4);
    return Buffer.concat([GZIP_HEADER, ...compressed, LAST_BLOCK, end]);
  }
}

const bytesOf = (piece: Piece): Buffer => (Buffer.isBuffer(piece) ? piece : piece.bytes);

/** As of other answers in gzip (encoding.server.ts). */
const LEVEL = 6;

/** Compressed by "deflate", without a name, a date or flags, on an unknown system. */
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** An empty one. */
const LAST_BLOCK = Buffer.from([3, 0]);

const deflateAsync = promisify(deflateRaw);
/** As far as deflate looks back. */
const WINDOW_BYTES = 32 * 1024;

const deflate = (bytes: Buffer, before: Buffer | undefined): Promise<Buffer> =>
  deflateAsync(bytes, {
    level: LEVEL,
    finishFlush: constants.Z_FULL_FLUSH,
    ...(before && { dictionary: before.subarray(-WINDOW_BYTES) }),
  });
