// The file of a backup: a gzipped tar archive. Its first entry is the manifest, which lists the other files
// with size and hash.

import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { extract, type Header, pack } from "tar-stream";
import { type BackedUpFile, FORMAT, MANIFEST, type Manifest, manifestSchema } from "./backup-manifest";

/** An entry of the archive while it is read. */
type Entry = AsyncIterable<unknown> & { header: Header };

/** The manifest takes about 100 bytes for each upload, so this allows half a million uploads. */
const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;

/** Writes the archive and flushes it to disk. `fileOf` gives the path of a file in the manifest. */
export async function writeArchive(
  target: string,
  manifest: Manifest,
  fileOf: (name: string) => string,
): Promise<void> {
  const archive = pack();
  const writing = pipeline(archive, createGzip(), createWriteStream(target, { flags: "wx", mode: 0o600 }));
  const fill = async () => {
    const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
    archive.entry({ name: MANIFEST }, text);
    for (const { name, size } of manifest.files)
      await pipeline(createReadStream(fileOf(name)), archive.entry({ name, size, mode: 0o600 }));
    archive.finalize();
  };
  await Promise.all([
    writing,
    fill().catch((error) => {
      archive.destroy(error);
      throw error;
    }),
  ]);
  await syncToDisk(target);
}

/** A file's name, size and hash for the manifest. */
export async function describeFile(name: string, file: string): Promise<BackedUpFile> {
  const hash = createHash("sha256");
  let size = 0;
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { name, size, sha256: hash.digest("hex") };
}

export type ArchiveRefusal =
  | { ok: false; reason: "backup.damaged"; what: string }
  /** A file isn't beside the archive. */
  | { ok: false; reason: "backup.files-away"; what: string }
  | { ok: false; reason: "backup.newer"; what: string };

/** Reads a whole archive and writes each file to `placeOf(name)`. Returns the manifest, or a refusal if the
 *  archive is damaged or of a newer format. `accept` is called with the manifest before any file is written,
 *  and may refuse. */
export async function readArchive<R extends { ok: false }>(
  file: string,
  accept: (manifest: Manifest) => Promise<R | null>,
  placeOf: (name: string) => string,
): Promise<{ ok: true; manifest: Manifest } | ArchiveRefusal | R> {
  const entries = extract();
  // Errors of the file also reach the entries.
  const reading = pipeline(createReadStream(file), createGunzip(), entries);
  // An entry that is being read isn't told when the archive ends early, so its reader is aborted here.
  const broken = new AbortController();
  const failed = reading.then(
    () => new Promise<never>(() => {}),
    (error) => {
      broken.abort(error);
      throw error;
    },
  );
  failed.catch(() => {});
  const waiting = new Map<string, BackedUpFile>();
  let manifest: Manifest | undefined;
  try {
    for await (const entry of entries) {
      const { name } = entry.header;
      if (!manifest) {
        const read = await Promise.race([readManifest(entry), failed]);
        if (!read.ok) return read;
        manifest = read.manifest;
        const refusal = await accept(manifest);
        if (refusal) return refusal;
        for (const listed of manifest.files) waiting.set(listed.name, listed);
        continue;
      }
      const listed = waiting.get(name);
      if (!listed || entry.header.type !== "file") return damaged(`${name} isn’t in its list of files`);
      waiting.delete(name);
      await Promise.race([put(entry, placeOf(name), broken.signal), failed]);
      const found = await describeFile(name, placeOf(name));
      if (found.size !== listed.size || found.sha256 !== listed.sha256)
        return damaged(`${name} has changed since the backup was made`);
    }
    await reading;
  } catch (error) {
    if (isOurs(error)) throw error;
    return damaged((error as Error).message);
  } finally {
    entries.destroy();
    await reading.catch(() => {});
  }
  const [missing] = waiting.keys();
  if (!manifest) return damaged("the file is empty");
  return missing === undefined ? { ok: true, manifest } : damaged(`${missing} is missing from it`);
}

const damaged = (what: string): ArchiveRefusal => ({ ok: false, reason: "backup.damaged", what });

/** Errors of the system, not of the archive, such as a missing file or a full disk. */
const isOurs = (error: unknown) => error instanceof Error && "syscall" in error;

/** The manifest alone, without reading on; null if there is none that this version can read. */
export async function readManifestOf(file: string): Promise<Manifest | null> {
  const entries = extract();
  const reading = pipeline(createReadStream(file), createGunzip(), entries).catch(() => {});
  try {
    for await (const entry of entries) {
      const read = await readManifest(entry);
      return read.ok ? read.manifest : null;
    }
    return null;
  } catch {
    return null;
  } finally {
    entries.destroy();
    await reading;
  }
}

async function readManifest(entry: Entry): Promise<{ ok: true; manifest: Manifest } | ArchiveRefusal> {
  if (entry.header.name !== MANIFEST || (entry.header.size ?? 0) > MAX_MANIFEST_BYTES)
    return damaged("it doesn’t begin with a list of its files");
  const chunks: Buffer[] = [];
  for await (const chunk of entry) chunks.push(chunk as Buffer);
  const given = parseJson(Buffer.concat(chunks).toString());
  const { format } = (given ?? {}) as { format?: unknown };
  if (typeof format === "number" && format > FORMAT)
    return {
      ok: false,
      reason: "backup.newer",
      what: `its format is ${format}, but this version reads formats up to ${FORMAT}`,
    };
  const read = manifestSchema.safeParse(given);
  if (read.success) return { ok: true, manifest: read.data };
  const unknownFile = read.error.issues.find(({ code }) => code === "custom");
  return damaged(
    unknownFile ? `its list of files ${unknownFile.message}` : "its list of files can’t be read",
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function put(entry: Entry, place: string, signal: AbortSignal) {
  await mkdir(path.dirname(place), { recursive: true });
  await pipeline(entry, createWriteStream(place, { flags: "wx", mode: 0o600 }), { signal });
  await syncToDisk(place);
}

/** Flushes a file, or the entries of a folder, to disk, so that they survive a power failure. */
export async function syncToDisk(file: string): Promise<void> {
  const handle = await open(file, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
