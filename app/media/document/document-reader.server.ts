// Reads PDFs in a worker, which runs only while documents are uploaded: a file that takes all its time or memory ends nothing else.

import { LRUCache } from "lru-cache";
import pLimit from "p-limit";
import { Piscina } from "piscina";
import type { DocumentRefusal, ReadDocument } from "./document";

/** A book of 1,000 pages and 20 MB takes half a second. */
const MAX_MS = 10_000;
/** The objects of such a book take less than 64 MB. */
const WORKER_HEAP_MB = 192;
const IDLE_MS = 30_000;
/** Documents whose reading is remembered, for their pages. */
const REMEMBERED = 200;

export interface DocumentReader {
  /** Reads the document of a hash. Its bytes are asked for only if it wasn't read lately. Refuses one that is encrypted, damaged, too long or too slow. */
  read(hash: string, bytes: () => Promise<Buffer>): Promise<ReadDocument | DocumentRefusal>;
  close(): Promise<void>;
}

/** `workerFile` is the built `document-worker.ts`. */
export function createDocumentReader({
  workerFile,
  maxMs = MAX_MS,
}: {
  workerFile: string;
  maxMs?: number;
}): DocumentReader {
  const pool = new Piscina<Buffer, ReadDocument | DocumentRefusal>({
    filename: workerFile,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB },
  });
  // Piscina replaces a dead worker itself; without a listener, the error event would end the process.
  pool.on("error", () => {});
  const inTurn = pLimit(1);
  const known = new LRUCache<string, ReadDocument | DocumentRefusal>({ max: REMEMBERED });
  return {
    async read(hash, bytes) {
      const before = known.get(hash);
      if (before) return before;
      const read = await inTurn(async () => run(pool, await bytes(), maxMs));
      // Too slow may be the fault of a busy machine.
      if (read.ok || read.reason !== "document.too-slow") known.set(hash, read);
      return read;
    },
    close: () => pool.destroy(),
  };
}

async function run(
  pool: Piscina<Buffer, ReadDocument | DocumentRefusal>,
  bytes: Buffer,
  maxMs: number,
): Promise<ReadDocument | DocumentRefusal> {
  const signal = AbortSignal.timeout(maxMs);
  try {
    return await pool.run(bytes, { signal });
  } catch (error) {
    const isTooMuch = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
    if (signal.aborted || isTooMuch) return { ok: false, reason: "document.too-slow" };
    throw error;
  }
}
