// What is stored of an upload: a picture encoded anew, or a document as it came.

import { readFile, stat } from "node:fs/promises";
import { fileTypeFromFile } from "file-type";
import { contentHash } from "../content-hash.server";
import {
  DOCUMENT_TYPE,
  type DocumentClaims,
  type DocumentRefusal,
  MAX_DOCUMENT_BYTES,
} from "../document/document";
import type { DocumentReader } from "../document/document-reader.server";
import { type MediaKind, type StoredVariant, variantName } from "../media";
import type { EncodedPicture, PictureRefusal } from "../picture/picture";
import type { PictureEncoder } from "../picture/picture-encoder.server";
import { DOCUMENT_NAME, masterName } from "../store/file-parts";

/** A file by its content, with its parts by their names in its folder of the store. */
export interface Content {
  ok: true;
  hash: string;
  kind: MediaKind;
  type: string;
  /** Of a picture. */
  width: number | null;
  height: number | null;
  animated: boolean;
  variants: StoredVariant[];
  /** Of a document. */
  pageCount: number | null;
  /** What a document says of itself; null for a picture. */
  claims: DocumentClaims | null;
  parts: Map<string, Buffer>;
  ownBytes: number;
}

export interface ContentReaders {
  pictures: PictureEncoder;
  documents: DocumentReader;
}

/** Reads an uploaded file by its content, and refuses what is neither a picture nor a document. With `keepsOwn`, a picture that the site encoded is
 *  kept as it is. */
export async function readContent(
  file: string,
  { pictures, documents }: ContentReaders,
  { keepsOwn = false, picturesOnly = false } = {},
): Promise<Content | PictureRefusal | DocumentRefusal | { ok: false; reason: "media.no-document" }> {
  if ((await fileTypeFromFile(file))?.mime === DOCUMENT_TYPE)
    return picturesOnly ? { ok: false, reason: "media.no-document" } : documentContent(file, documents);
  const picture = await pictures.encode(file, { keepsOwn });
  return picture.ok ? pictureContent(picture) : picture;
}

async function documentContent(file: string, documents: DocumentReader): Promise<Content | DocumentRefusal> {
  if ((await stat(file)).size > MAX_DOCUMENT_BYTES) return { ok: false, reason: "document.too-large" };
  const upload = await readFile(file);
  const hash = contentHash(upload);
  const read = await documents.read(hash, async () => upload);
  if (!read.ok) return read;
  return {
    ...{ ok: true, hash, kind: "document", type: DOCUMENT_TYPE, pageCount: read.pageCount },
    ...{ width: null, height: null, animated: false, variants: [], claims: read },
    ...{ parts: new Map([[DOCUMENT_NAME, upload]]), ownBytes: upload.length },
  };
}

function pictureContent({ hash, master, variants, width, height, animated }: EncodedPicture): Content {
  const parts = new Map([[masterName(master.format), master.bytes]]);
  for (const variant of variants) parts.set(variantName(variant), variant.bytes);
  return {
    ...{ ok: true, hash, kind: "picture", type: `image/${master.format}` },
    ...{ width, height, animated, parts, pageCount: null, claims: null, ownBytes: master.bytes.length },
    variants: variants.map(({ bytes, ...variant }) => ({ ...variant, bytes: bytes.length })),
  };
}
