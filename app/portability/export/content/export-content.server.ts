// Exports the site's content as the folder that an import reads: exported, imported into an empty site and exported again, it is the
// same byte for byte.

import type { MediaStore } from "~/media/store/store";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { slugFromName } from "~/posts/address/slug-from-name";
import {
  countPublishedPosts,
  listPostOrigins,
  readPostContent,
} from "~/posts/portability/post-content.server";
import { readSite } from "~/site/site.server";
import {
  isImportName,
  MAX_IMPORT_NAME_CHARS,
  NAME_FILE,
  nameIn,
  SAMPLE,
} from "../../importing/import-name.server";
import { type FolderRefusal, FolderWriter, fileNameOf } from "./content-folder-writer.server";
import { formatConversation } from "./conversation-export.server";
import { type FilesToWrite, type LostFile, publishedMedia, writeMediaFiles } from "./media-files.server";
import { MediaNames } from "./media-names.server";
import { namingLinks } from "./name-links.server";
import {
  type ContentFile,
  pageFiles,
  personFiles,
  postFile,
  seriesFiles,
  siteFiles,
  tagFiles,
} from "./noun-files.server";
import { writeUnpublished } from "./unpublished-files.server";

export interface ExportOptions {
  /** Whether to add what isn't public (unpublished-files.server.ts). */
  all?: boolean;
  /** Awaited after each post. */
  onProgress?: (done: number, all: number) => void | Promise<void>;
}

export type ContentExport =
  | { ok: true; posts: number; conversations: number; people: number; media: number; lost: LostFile[] }
  | FolderRefusal;

/**
 * Exports what everyone can read into `folder`, which must be empty or not exist. It is read in one snapshot, a few posts and responses at
 * a time, and appears whole or not at all: until it is finished it has another name, which ends in ".unfinished-" and six letters. Files of
 * uploads that are `lost` are told, and don't keep the rest from being exported.
 */
export async function exportContent(
  { db, siteUrl, mediaStore }: { db: Database; siteUrl: string; mediaStore: MediaStore },
  folder: string,
  { all = false, onProgress = () => {} }: ExportOptions = {},
): Promise<ContentExport> {
  const writer = await FolderWriter.begin(folder);
  if (!(writer instanceof FolderWriter)) return writer;
  try {
    const files: FilesToWrite = new Map();
    const counts = await db.snapshot((snapshot) =>
      writeAll(snapshot, siteUrl, writer, files, { all, onProgress }),
    );
    // After the snapshot, which a store far away would keep open for long.
    const lost = await writeMediaFiles(writer, mediaStore, files);
    await writer.finish({ isPrivate: all });
    return { ok: true, ...counts, media: files.size - lost.length, lost };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}

async function writeAll(
  db: DatabaseClient,
  siteUrl: string,
  writer: FolderWriter,
  files: FilesToWrite,
  { all, onProgress }: Required<ExportOptions>,
) {
  const media = new MediaNames(db, siteUrl);
  const nameLinks = namingLinks(media);
  const write = async (files: AsyncIterable<ContentFile>) => {
    let count = 0;
    for await (const { name, text } of files) {
      await writer.write(name, text);
      count++;
    }
    return count;
  };
  await writer.write(NAME_FILE, `${await chooseName(db)}\n`);
  await write(siteFiles(db));
  await write(seriesFiles(db, nameLinks));
  await write(pageFiles(db, { folder: "pages", nameLinks }));
  await write(tagFiles(db));

  const people = new Set<number>();
  const total = await countPublishedPosts(db);
  let posts = 0;
  let conversations = 0;
  for await (const post of readPostContent(db)) {
    const { name, text } = await postFile("posts", post, nameLinks);
    await writer.write(name, text);
    for (const { id } of [...post.writers, ...post.presenters]) people.add(id);
    if (post.responseNumber > 0) {
      const sawPerson = ({ id }: { id: number }) => void people.add(id);
      const name = `conversations/${fileNameOf(post.slug)}.yml`;
      const pieces = formatConversation(db, post, { nameLinks, sawPerson });
      if (await writer.writePieces(name, pieces)) conversations++;
    }
    await onProgress(++posts, total);
  }
  // With everything, people are there who have published nothing.
  const written = await write(personFiles(db, { ids: all ? undefined : people, nameLinks }));
  const shown = publishedMedia(media, files);
  if (shown) await writer.write(shown.name, shown.text);
  if (all) await writeUnpublished(writer, { db, media, nameLinks }, files);
  return { posts, conversations, people: written };
}

/** The name of the import: the one that all imported posts have, so that the folder can be imported here again; otherwise from the name of
 *  the site. */
async function chooseName(db: DatabaseClient): Promise<string> {
  const names = new Set((await listPostOrigins(db)).map(nameIn));
  const [first] = names;
  if (names.size === 1 && first && first !== SAMPLE) return first;
  const own = slugFromName((await readSite(db)).name, MAX_IMPORT_NAME_CHARS);
  return isImportName(own) && own !== SAMPLE ? own : "content";
}
