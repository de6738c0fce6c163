import { buffer } from "node:stream/consumers";
import { DOCUMENT_NAME, partKey } from "../store/file-parts";
import type { MediaStore } from "../store/store";
import { isStoreFailure, MediaStoreError } from "../store/store-failure";
import type { DocumentClaims } from "./document";
import type { DocumentReader } from "./document-reader.server";

/** What a kept document says of itself. Null if its store is missing it, or it can't be read at the moment. */
export async function readClaims(
  { store, documents }: { store: MediaStore; documents: DocumentReader },
  fileHash: string,
): Promise<DocumentClaims | null> {
  const bytes = async () => {
    const stored = await store.get(partKey(fileHash, DOCUMENT_NAME));
    if (!stored) throw new MediaStoreError("a document is missing");
    return buffer(stored);
  };
  try {
    const read = await documents.read(fileHash, bytes);
    return read.ok ? read : null;
  } catch (error) {
    if (isStoreFailure(error)) return null;
    throw error;
  }
}
