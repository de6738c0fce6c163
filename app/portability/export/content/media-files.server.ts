// The files in media/ of an exported folder, and media.yml.

import { buffer } from "node:stream/consumers";
import { contentHash } from "~/media/content-hash.server";
import { findByAddress, type MediaContent, readMediaContent } from "~/media/media-content.server";
import { partKey } from "~/media/store/file-parts";
import type { MediaStore } from "~/media/store/store";
import { isStoreFailure } from "~/media/store/store-failure";
import { MEDIA_FOLDER, NOT_PUBLISHED } from "../../content/content-folder.server";
import { formatDate, formatYaml } from "../../content/content-format";
import { REMOVED } from "../../content/media-file";
import type { FolderWriter } from "./content-folder-writer.server";
import { type MediaNames, masterOf, mediaFileName, type NamedFile } from "./media-names.server";
import type { ContentFile } from "./noun-files.server";

/** A file that is to be written, by its path in the folder. */
export type FilesToWrite = Map<string, MediaContent>;

/** A file that couldn't be exported. */
export interface LostFile {
  name: string;
  why: string;
}

/** media.yml of what the published texts show; null if they show nothing. Adds the files to `files`. */
export function publishedMedia({ published, removed }: MediaNames, files: FilesToWrite): ContentFile | null {
  if (published.size + removed.size === 0) return null;
  const media = [...published].sort(byName).map(([name, named]) => {
    const [first] = named.uploads.sort(byOwner(named));
    if (first) files.set(`${MEDIA_FOLDER}/${name}`, first);
    const owners = named.uploads.flatMap(({ owner }) =>
      owner && named.ownerIds.has(owner.id) ? owner.handle : [],
    );
    return { file: name, ...ownerField(owners), ...(first && saidOf(first)) };
  });
  const text = formatYaml({
    ...(media.length > 0 && { media }),
    ...(removed.size > 0 && { [REMOVED]: [...removed].sort() }),
  });
  return { name: "media.yml", text };
}

/** What is said of a file is what the first of its named owners says. */
const byOwner =
  ({ ownerIds }: NamedFile) =>
  (a: MediaContent, b: MediaContent): number => {
    const place = ({ owner }: MediaContent) => (owner && ownerIds.has(owner.id) ? owner.handle : "~");
    return compare(place(a), place(b)) || a.id - b.id;
  };

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => compare(a, b);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const ownerField = (handles: string[]) =>
  handles.length === 0 ? {} : { owner: handles.length === 1 ? handles[0] : handles };

const saidOf = ({ alt, decorative, title }: MediaContent) => ({
  ...(alt && { description: alt }),
  ...(decorative && { decorative }),
  ...(title && { title }),
});

/** not-published/media.yml, in pieces: the uploads that no published text shows, and whose the others are. Adds the files to `files`. */
export async function* otherMedia(names: MediaNames, files: FilesToWrite): AsyncGenerator<string> {
  for await (const upload of readMediaContent(names.db)) {
    const name = mediaFileName(upload);
    const named = names.published.get(name);
    if (named && (!upload.owner || named.ownerIds.has(upload.owner.id))) continue;
    if (!named) files.set(`${NOT_PUBLISHED}/${MEDIA_FOLDER}/${name}`, upload);
    const shown = (await findByAddress(names.db, [upload.hash])).get(upload.hash);
    const isReplaced = shown && !shown.removed && shown.upload.id !== upload.id;
    yield formatYaml([
      {
        file: name,
        ...ownerField(upload.owner ? [upload.owner.handle] : []),
        ...saidOf(upload),
        ...(isReplaced && { "replaced by": mediaFileName(shown.upload) }),
        uploaded: formatDate(upload.createdAt),
      },
    ]);
  }
}

/** Writes the files as they are kept, one after another. Those that are missing or damaged are left out. Throws if the store fails. */
export async function writeMediaFiles(
  writer: FolderWriter,
  store: MediaStore,
  files: FilesToWrite,
): Promise<LostFile[]> {
  const lost: LostFile[] = [];
  for (const [name, upload] of files) {
    const bytes = await readWhole(store, partKey(upload.file.hash, masterOf(upload)));
    if (bytes === null) lost.push({ name, why: "its file is missing from where uploads are kept" });
    else if (contentHash(bytes) !== upload.file.hash)
      lost.push({ name, why: "its file has changed since it was uploaded" });
    else await writer.write(name, bytes);
  }
  return lost;
}

/** Null if there is no such file, or it can't be read to its end. */
async function readWhole(store: MediaStore, key: string): Promise<Buffer | null> {
  const file = await store.get(key);
  return (
    file &&
    buffer(file).catch((error) => {
      if (isStoreFailure(error)) throw error;
      return null;
    })
  );
}
