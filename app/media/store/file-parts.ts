// The parts of which a file consists in the store, by their keys.

import { readVariants, variantName } from "../media";

/** What a row says of its file's parts. */
export interface FileRow {
  hash: string;
  kind: string;
  type: string;
  ownBytes: number;
  variants: string;
}

/** Key of a part of a file in the store. */
export const partKey = (hash: string, name: string): string => `${hash.slice(0, 2)}/${hash}/${name}`;

export const DOCUMENT_NAME = "document.pdf";

/** Name of the picture that is kept in its full size. */
export const masterName = (format: string): string => `master.${format === "jpeg" ? "jpg" : format}`;

const OF_HASH = /^([0-9a-f]{2})\/(\1[0-9a-f]+)\/[\w-]+(?:\.[a-z0-9]+)?$/;

/** The hash of the file whose part a key names; null if the site makes no such keys. */
export const hashOf = (key: string): string | null => OF_HASH.exec(key)?.[2] ?? null;

/** Bytes of each part of a file, by key. */
export function partsOf(file: FileRow): Map<string, number> {
  const own = file.kind === "document" ? DOCUMENT_NAME : masterName(file.type.replace(/^image\//, ""));
  const parts = new Map([[partKey(file.hash, own), file.ownBytes]]);
  for (const variant of readVariants(file))
    parts.set(partKey(file.hash, variantName(variant)), variant.bytes);
  return parts;
}
