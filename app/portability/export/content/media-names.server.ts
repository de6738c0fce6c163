// Names of uploads in the texts of an exported folder. Addresses have a hash of the owner's id, which is another on another site, so files
// have paths in their place.

import path from "node:path";
import { findByAddress, type MediaContent, type Shown } from "~/media/media-content.server";
import { DOCUMENT_NAME, masterName } from "~/media/store/file-parts";
import type { DatabaseClient } from "~/platform/database/database.server";
import { MEDIA_FOLDER, NOT_PUBLISHED } from "../../content/content-folder.server";
import { listAddresses, replaceAddresses } from "../../content/media-links";

/** Enough that no two files of a site have the same. */
const HASH_CHARS = 12;

/** Name of an upload's part that is kept: everything else of it can be made again. */
export const masterOf = ({ file }: Pick<MediaContent, "file">): string =>
  file.kind === "document" ? DOCUMENT_NAME : masterName(file.type.replace(/^image\//, ""));

/** Name in media/, by content, so that it is the same after an import, and another when the picture is. */
export const mediaFileName = (upload: Pick<MediaContent, "name" | "file">): string =>
  `${path.parse(upload.name).name}-${upload.file.hash.slice(0, HASH_CHARS)}${path.extname(masterOf(upload))}`;

/** A text that may link to uploads. */
export interface TextPlace {
  /** Folder of its file. */
  folder: string;
  /** Who has written it, as its readers see. */
  writers?: { id: number }[];
}

/** A file that texts link to, with the uploads that it is. */
export interface NamedFile {
  uploads: MediaContent[];
  /** Those of their owners whose own texts show it. Readers see of no other who uploaded it. */
  ownerIds: Set<number>;
}

export class MediaNames {
  /** What the published texts show, by name. */
  readonly published = new Map<string, NamedFile>();
  /** Addresses in published texts whose uploads were removed. */
  readonly removed = new Set<string>();
  readonly #known = new Map<string, Shown | null>();

  constructor(
    readonly db: DatabaseClient,
    readonly siteUrl: string,
  ) {}

  /** Gives the text with a path in the place of each address that shows an upload to its readers. */
  async nameIn(source: string, { folder, writers = [] }: TextPlace): Promise<string> {
    const hashes = listAddresses(source, this.siteUrl);
    if (hashes.length === 0) return source;
    const unknown = hashes.filter((hash) => !this.#known.has(hash));
    const found = await findByAddress(this.db, unknown);
    for (const hash of unknown) this.#known.set(hash, found.get(hash) ?? null);
    const isPublished = !folder.startsWith(NOT_PUBLISHED);
    return replaceAddresses(source, this.siteUrl, (hash) => {
      const shown = this.#known.get(hash);
      if (!shown) return null;
      if (shown.removed) {
        if (isPublished) this.removed.add(`/media/${hash}/${shown.name}`);
        return null;
      }
      if (isPublished && !shown.isPublic) return null;
      const name = mediaFileName(shown.upload);
      if (isPublished) this.#publish(name, shown.upload, writers);
      const isOut = this.published.has(name);
      return path.posix.relative(folder, path.posix.join(isOut ? "" : NOT_PUBLISHED, MEDIA_FOLDER, name));
    });
  }

  #publish(name: string, upload: MediaContent, writers: { id: number }[]): void {
    const named = this.published.get(name) ?? { uploads: [], ownerIds: new Set<number>() };
    this.published.set(name, named);
    if (!named.uploads.some(({ id }) => id === upload.id)) named.uploads.push(upload);
    const { owner } = upload;
    if (owner && writers.some(({ id }) => id === owner.id)) named.ownerIds.add(owner.id);
  }
}
