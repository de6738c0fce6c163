// Serves uploads at /media/HASH/name, to those who may see them.

import type { IncomingMessage, ServerResponse } from "node:http";
import { guest, type Viewer } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { outageOf, RETRY_SECONDS } from "~/platform/database/outage";
import { answerFile } from "~/platform/http/file-answer.server";
import type { Target } from "~/platform/http/request/request-target";
import type { Log } from "~/platform/log.server";
import { createSeldom } from "~/platform/seldom-log";
import { readVariants, type StoredVariant, variantName } from "../media";
import { DOCUMENT_NAME, partKey } from "../store/file-parts";
import type { MediaStore } from "../store/store";
import { isStoreFailure } from "../store/store-failure";
import { isPublic, maySeeMedia } from "../visibility/media-visibility.server";

interface Serving {
  db: Database;
  store: MediaStore;
  /** Headers of every answer of the site. */
  security: Record<string, string>;
  /** Whether the value of the query "link" shows an upload to its reader, whoever that is. */
  isLinked(media: { id: number; hash: string }, proof: string | null): Promise<boolean>;
  now(): Date;
  log: Log;
}

const ADDRESS = /^\/media\/([0-9a-f]{32})\/([a-z0-9][a-z0-9.-]{0,99})$/;
/** One year: the bytes at an address never change. */
const FOR_EVER = "public, max-age=31536000, immutable";
/** A picture that is opened by itself runs nothing and loads nothing. */
const SANDBOX = "default-src 'none'; sandbox";

const TYPES: Record<StoredVariant["format"], string> = { webp: "image/webp", jpeg: "image/jpeg" };

/** Returns a function that answers the addresses of uploads, and returns false for all others. */
export function createMediaServer({ db, store, security, isLinked, now, log }: Serving) {
  const seldom = createSeldom();
  return async (
    req: IncomingMessage,
    res: ServerResponse,
    target: Target,
    who: Viewer | null,
  ): Promise<boolean> => {
    const [, hash, name] = ADDRESS.exec(target.path) ?? [];
    if (!hash || !name) return false;
    try {
      return await answer(req, res, { hash, name, query: target.query }, who);
    } catch (error) {
      const outage = outageOf(error);
      if (!outage && !isStoreFailure(error)) throw error;
      if (outage) seldom(outage, () => log.error({ err: error, outage }, "uploads can’t be shown"));
      const message = "This file can’t be read at the moment. Please try again in a few minutes.";
      return refuse(res, 503, message, { "retry-after": String(RETRY_SECONDS) });
    }
  };

  async function answer(
    req: IncomingMessage,
    res: ServerResponse,
    { hash, name, query }: { hash: string; name: string; query: URLSearchParams },
    who: Viewer | null,
  ): Promise<boolean> {
    const media = await db.media.findUnique({
      where: { hash },
      select: { id: true, name: true, publicAt: true, removedAt: true, file: true },
    });
    if (!media) return refuse(res, 404, "File not found.");
    if (!media.file) return refuse(res, 410, "This file was removed.");
    const isForAll = await isPublic(db, media.id);
    const maySee = async () =>
      (await maySeeMedia(db, who ?? guest, media.id)) ||
      (query.has("link") && (await isLinked({ id: media.id, hash }, query.get("link"))));
    if (!isForAll && !(await maySee()))
      return media.publicAt
        ? refuse(res, 410, "This file is no longer public.")
        : refuse(res, 404, "File not found.");
    const part = findPart(media.file, media.name, name);
    if (!part) return refuse(res, 404, "File not found.");
    if (isForAll && !media.publicAt) await notePublic(media.id);
    const key = partKey(media.file.hash, part.key);
    const isThere = await answerFile(req, res, {
      bytes: part.bytes,
      etag: `"${hash}-${part.key}"`,
      headers: {
        ...security,
        "content-type": part.type,
        "content-security-policy": SANDBOX,
        // Feed readers and mail programs show pictures on pages of their own.
        "cross-origin-resource-policy": "cross-origin",
        "cache-control": isForAll ? FOR_EVER : "private, no-store",
        ...(part.download && { "content-disposition": `attachment; filename="${media.name}"` }),
      },
      open: (range) => store.get(key, range),
    });
    if (isThere) return true;
    const words = "a file is missing from the media store: longtable check names all that are";
    seldom("missing", () => log.error({ upload: media.id, key }, words));
    return refuse(res, 404, "This file is missing from the site’s store.");
  }

  /** So that its address can tell later that it is gone. */
  async function notePublic(id: number): Promise<void> {
    await db
      .write((tx) => tx.db.media.updateMany({ where: { id, publicAt: null }, data: { publicAt: now() } }))
      // A database that can't be written to doesn't keep anyone from reading.
      .catch(() => {});
  }

  function refuse(
    res: ServerResponse,
    status: number,
    message: string,
    headers: Record<string, string> = {},
  ): true {
    res.writeHead(status, {
      ...security,
      ...headers,
      "content-type": "text/plain; charset=utf-8",
      "cache-control": "no-store",
    });
    res.end(`${message}\n`);
    return true;
  }
}

interface File {
  kind: string;
  type: string;
  ownBytes: number;
  variants: string;
}

interface Part {
  /** Its name in the file's folder of the store. */
  key: string;
  type: string;
  bytes: number;
  download?: true;
}

/** The part of a file that a name at its address means: one width, or the widest in the format of the upload's own name. */
function findPart(file: File, ownName: string, name: string): Part | null {
  if (file.kind === "document")
    return name === ownName
      ? { key: DOCUMENT_NAME, type: file.type, bytes: file.ownBytes, download: true }
      : null;
  const variants = readVariants(file);
  const found =
    name === ownName
      ? variants.filter(({ format }) => format === (ownName.endsWith(".webp") ? "webp" : "jpeg")).at(-1)
      : variants.find((variant) => variantName(variant) === name);
  return found ? { key: variantName(found), type: TYPES[found.format], bytes: found.bytes } : null;
}
