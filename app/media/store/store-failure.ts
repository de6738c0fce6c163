// A store that can't be reached, or refuses: said once in the log, and told to callers as one kind of error.

import { S3Error } from "./s3-store.server";
import { checkKey, type MediaStore } from "./store";

/** The store failed, and not its caller. The message says why, without a key of the account. */
export class MediaStoreError extends Error {
  override readonly name = "MediaStoreError";
  constructor(
    readonly reason: string,
    /** It has no room for more. */
    readonly isFull = false,
  ) {
    super(`The media store failed: ${reason}.`);
  }
}

/** Told by name: pages and the server are built apart, and each has a class of its own. */
export const isStoreFailure = (error: unknown): error is MediaStoreError =>
  error instanceof Error && error.name === "MediaStoreError";

/** The same store, with each failure as a MediaStoreError that `onFailure` hears of first. */
export function tellFailures(store: MediaStore, onFailure: (error: MediaStoreError) => void): MediaStore {
  const fail = (error: unknown): never => {
    const failure = new MediaStoreError(explainFailure(error), isFull(error));
    onFailure(failure);
    throw failure;
  };
  const attempt = async <T>(key: string, act: () => Promise<T>): Promise<T> => {
    checkKey(key);
    return act().catch(fail);
  };
  return {
    put: (key, bytes) => attempt(key, () => store.put(key, bytes)),
    get: (key, range) => attempt(key, () => store.get(key, range)),
    delete: (key) => attempt(key, () => store.delete(key)),
    sweep: (before) => store.sweep(before).catch(fail),
    async *list(prefix) {
      const files = store.list(prefix)[Symbol.asyncIterator]();
      try {
        for (;;) {
          const next = await files.next().catch(fail);
          if (next.done) return;
          yield next.value;
        }
      } finally {
        await files.return?.();
      }
    },
  };
}

/** What an administrator can do about an answer of the service, by its status. */
const ANSWERS = new Map([
  [301, "the bucket is in another region: check MEDIA_S3_REGION and MEDIA_S3_ENDPOINT"],
  [307, "the bucket is in another region: check MEDIA_S3_REGION and MEDIA_S3_ENDPOINT"],
  [400, "it doesn’t accept the request: check MEDIA_S3_REGION and MEDIA_S3_ENDPOINT"],
  [
    401,
    "it refuses the key: check MEDIA_S3_ACCESS_KEY_ID, MEDIA_S3_SECRET_ACCESS_KEY and the machine’s clock",
  ],
  [
    403,
    "it refuses the key: check MEDIA_S3_ACCESS_KEY_ID, MEDIA_S3_SECRET_ACCESS_KEY, what the key may do in the bucket, and the machine’s clock",
  ],
  [404, "there is no such bucket: check MEDIA_S3_BUCKET"],
]);

const NO_ROOM = "it has no room: delete something there, or raise its limit";
/** Codes by which services refuse a file for lack of room, whatever their status. Ceph answers 403, MinIO 400 or 507. */
const NO_ROOM_CODES = new Set(["QuotaExceeded", "XMinioAdminBucketQuotaExceeded", "XMinioStorageFull"]);
const DISK_FULL_CODES = new Set(["ENOSPC", "EDQUOT"]);

const isFull = (error: unknown): boolean =>
  error instanceof S3Error
    ? error.status === 507 || NO_ROOM_CODES.has(error.code)
    : DISK_FULL_CODES.has((error as NodeJS.ErrnoException).code ?? "");

/** What an administrator can do about an error of the system, by its code. */
const CODES = new Map([
  ["ECONNREFUSED", "it refuses the connection: check that it runs, and MEDIA_S3_ENDPOINT"],
  ["ENOTFOUND", "its host was not found: check MEDIA_S3_ENDPOINT"],
  ["ENOSPC", "its disk is full: free some space"],
  ["EDQUOT", "its disk is full: free some space"],
  ["EACCES", "you have no permission to write to DATA_DIR/uploads"],
  ["EPERM", "you have no permission to write to DATA_DIR/uploads"],
  ["EROFS", "its disk is read-only"],
]);

/** Explains to an administrator why a store failed. */
export function explainFailure(error: unknown): string {
  if (isStoreFailure(error)) return error.reason;
  if (error instanceof S3Error && isFull(error)) return NO_ROOM;
  if (error instanceof S3Error) return ANSWERS.get(error.status) ?? `it answered ${error.status}`;
  const { cause, code, message } = error as Error & { code?: string; cause?: Error & { code?: string } };
  const known = CODES.get(cause?.code ?? code ?? "");
  if (known) return known;
  if (/redirect/.test(cause?.message ?? ""))
    return "it leads elsewhere: check MEDIA_S3_REGION and MEDIA_S3_ENDPOINT";
  return cause?.message ?? message;
}
