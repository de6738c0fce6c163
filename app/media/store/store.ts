// Where the files of media are kept: a folder, or a store that speaks S3.

import type { Readable } from "node:stream";

/** Bytes from the first to the last, both included, as in RFC 9110, 14. */
export interface ByteRange {
  first: number;
  last: number;
}

export interface StoredFile {
  key: string;
  bytes: number;
  /** When it was written. */
  changedAt: Date;
}

/** Files by key, such as "3f/3f9a…/960.webp". A key is written once and never changes its bytes. */
export interface MediaStore {
  /** Stores a file whole or not at all. The same key again changes nothing. */
  put(key: string, bytes: Buffer): Promise<void>;
  /** Null if there is no such file. The range must lie inside it. */
  get(key: string, range?: ByteRange): Promise<Readable | null>;
  /** All files whose keys begin with `prefix`, in no order. */
  list(prefix?: string): AsyncIterable<StoredFile>;
  /** Deletes a file. A missing one is no error. */
  delete(key: string): Promise<void>;
  /** Deletes what processes that were killed while writing left before a time. */
  sweep(before: Date): Promise<void>;
}

const KEY = /^(?:[\w-]+\/)*[\w-]+(?:\.[a-z0-9]+)?$/;

/** Throws if a key isn't a plain path: no key comes from a request, and none may leave the store. */
export function checkKey(key: string): void {
  if (!KEY.test(key)) throw new Error(`"${key}" is no key of a file.`);
}
