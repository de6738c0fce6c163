// Imports the files in media/ that texts of the folder link to, and gives these texts their addresses.

import { constants, statSync } from "node:fs";
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { mediaPath } from "~/media/media";
import { MAX_UPLOAD_BYTES } from "~/media/media.schema";
import { keepRemoved } from "~/media/media-commands.server";
import { type ImportedUpload, type KeptFile, keepImported } from "~/media/upload/keep-imported.server";
import type { MediaDeps } from "~/media/upload/keep-upload.server";
import { explainUpload } from "~/media/upload/upload-refusals";
import { findCurrentHandles, findPersonIds } from "~/people/person.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { type Content, unexpected } from "../content/content-files.server";
import type { Problem } from "../content/front-matter";
import type { FiledMedia } from "../content/media-file";
import { listFileLinks, replaceFileLinks } from "../content/media-links";
import type { ImportReport } from "./import-conversation.server";
import { listTexts } from "./media-texts";

export type MediaPlaces = Pick<MediaDeps, "store" | "readers" | "siteLimit">;

export interface MediaImport {
  /** Where uploads are kept; a folder without media needs none. */
  places: MediaPlaces | undefined;
  /** Handles in this folder that belong to someone else on the site. */
  otherPeople: ReadonlySet<string>;
  now: Date;
  onProgress: (done: number, all: number) => void;
}

/** Keeps the files that texts link to, and puts addresses in the place of these links. One that can't be kept is a problem, and its links
 *  stay as they are. */
export async function importMedia(
  db: MediaDeps["db"],
  content: Content,
  options: MediaImport,
  report: ImportReport,
): Promise<void> {
  const texts = listTexts(content);
  const files = new Map(content.media.map((file) => [path.basename(file).normalize("NFC"), file]));
  const entries = readEntries(content, report);
  const named = new Set(texts.flatMap(({ source }) => listFileLinks(source)));
  tellUnread(files, named, report);
  const kept = new Map<string, Linked[]>();
  const found = [...files].filter(([name]) => named.has(name));
  for (const [index, [name, file]] of found.entries()) {
    const uploads = await keepFile(db, { name, file, entry: entries.get(name) }, options, report);
    if (uploads) kept.set(name, uploads);
    options.onProgress(index + 1, found.length);
  }
  await db.write((tx) => keepRemoved(tx, content.mediaFile?.removed ?? [], options.now));
  for (const text of texts)
    text.setSource(replaceFileLinks(text.source, (name) => addressOf(kept.get(name), text.writers)));
}

/** An upload to which links lead. */
interface Linked extends Pick<ImportedUpload, "hash" | "name"> {
  owner: string | null;
}

/** If several people have uploaded the file, it is the one of the text's writer. */
function addressOf(uploads: Linked[] | undefined, writers: string[]): string | null {
  const own = uploads?.find(({ owner }) => owner !== null && writers.includes(owner)) ?? uploads?.[0];
  return own ? mediaPath(own) : null;
}

/** What media.yml says, by the name of the file. */
function readEntries({ mediaFile }: Content, report: ImportReport): Map<string, FiledMedia> {
  const entries = new Map<string, FiledMedia>();
  for (const entry of mediaFile?.media ?? []) {
    if (entries.has(entry.file))
      report.problems.push({
        ...{ file: mediaFile?.file ?? "", line: entry.line, field: "file" },
        message: `is here twice: ${entry.file}. Remove one of the two entries; the first is taken.`,
      });
    else entries.set(entry.file, entry);
  }
  return entries;
}

function tellUnread(files: Map<string, string>, named: Set<string>, { unread }: ImportReport): void {
  const [first, ...more] = [...files].flatMap(([name, file]) => (named.has(name) ? [] : file));
  const others = more.length === 0 ? "" : ` (and ${more.length} more like it)`;
  if (first !== undefined)
    unread.push({
      ...{ file: first, line: 0, field: "" },
      message: `isn't imported${others}: no text links to it, such as with ![What it shows](../media/${path.basename(first)})`,
    });
}

/** Keeps a file. Returns its uploads; null if it can't be kept, which is in the report. */
async function keepFile(
  db: MediaDeps["db"],
  { name, file, entry }: { name: string; file: string; entry: FiledMedia | undefined },
  { places, otherPeople, now }: MediaImport,
  report: ImportReport,
): Promise<Linked[] | null> {
  const refuse = (message: string) => {
    report.problems.push({ file, line: 0, field: "", message });
    return null;
  };
  try {
    if (!places) throw new Error("there is no place to keep files in.");
    const { size } = statSync(file);
    if (size > MAX_UPLOAD_BYTES)
      return refuse(
        `is too large. Make it smaller: an upload may have ${MAX_UPLOAD_BYTES / 1024 / 1024} MB.`,
      );
    const note = (field: string, message: string): void =>
      void report.notes.push({ ...placeOf(file, entry), field, message });
    const owners = await findOwners(db, entry?.owner ?? [], otherPeople);
    for (const handle of owners.unknown)
      note(
        "owner",
        `names ${handle}, who isn’t on this site: the file is nobody’s, and editors look after it.`,
      );
    const { description: alt = "", decorative = false, title = "" } = entry ?? {};
    const given = { alt, decorative, title, ownerIds: [...owners.ids.keys()] };
    const kept = await withCopy(file, (copy) =>
      keepImported({ db, ...places }, { ...given, file: copy, name: withoutHash(name) }, now),
    );
    if (!kept.ok) return kept.reason === "media.removed" ? tellRemoved(kept.at, note) : refuse(explain(kept));
    report.media[kept.isNew ? "added" : "unchanged"]++;
    for (const [field, there] of listOthers(kept.uploads, given))
      note(field, `of ${name} is another on this site, and stays: “${there}”`);
    return kept.uploads.map(({ ownerId, ...upload }) => ({
      ...upload,
      owner: owners.ids.get(ownerId ?? 0) ?? null,
    }));
  } catch (error) {
    report.problems.push(unexpected(file, error));
    return null;
  }
}

/** Copies a file to where nobody else can change it while it is read more than once, and never what a link leads to. */
async function withCopy<T>(file: string, read: (copy: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), "longtable-media-"));
  try {
    const copy = path.join(folder, "file");
    const opened = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      await writeFile(copy, await opened.readFile(), { mode: 0o600 });
    } finally {
      await opened.close();
    }
    return await read(copy);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Notes stand at the entry of a file, or at the file if media.yml has none. */
const placeOf = (file: string, entry: FiledMedia | undefined): Pick<Problem, "file" | "line"> =>
  entry ? { file: entry.in, line: entry.line } : { file, line: 0 };

function tellRemoved(
  at: Pick<ImportedUpload, "hash" | "name">,
  note: (field: string, message: string) => void,
): Linked[] {
  note("", `was removed from this site, and stays so: ${mediaPath(at)}`);
  return [{ ...at, owner: null }];
}

/** An exported file has a part of its content's hash in its name. */
const withoutHash = (name: string): string => {
  const { name: stem, ext } = path.parse(name);
  return stem.replace(/-[0-9a-f]{12}$/, "") + ext;
};

interface Owners {
  /** The handles in the folder, by id. */
  ids: Map<number, string>;
  unknown: string[];
}

async function findOwners(
  db: DatabaseClient,
  handles: string[],
  otherPeople: ReadonlySet<string>,
): Promise<Owners> {
  const owners: Owners = { ids: new Map(), unknown: [] };
  if (handles.length === 0) return owners;
  const current = await findCurrentHandles(db, handles);
  const nowOf = (handle: string) => current.get(handle) ?? handle;
  const ids = await findPersonIds(db, handles.map(nowOf));
  for (const handle of handles) {
    const id = otherPeople.has(handle) ? undefined : ids.get(nowOf(handle));
    if (id === undefined) owners.unknown.push(handle);
    else owners.ids.set(id, handle);
  }
  return owners;
}

/** What the site says of an upload otherwise than its entry. */
function listOthers(
  uploads: ImportedUpload[],
  { alt, title }: { alt: string; title: string },
): [string, string][] {
  return uploads.flatMap((there): [string, string][] => [
    ...(alt !== "" && there.alt !== "" && there.alt !== alt
      ? ([["description", there.alt]] as [string, string][])
      : []),
    ...(title !== "" && there.title !== title ? ([["title", there.title]] as [string, string][]) : []),
  ]);
}

function explain({ reason }: Exclude<KeptFile, { ok: true } | { reason: "media.removed" }>): string {
  switch (reason) {
    case "media.site-full":
      return "has no room: all uploads together take what MEDIA_LIMIT allows. Raise it, or delete some uploads.";
    case "media.store-full":
    case "media.store-failed":
      return "can’t be stored: the place of uploads doesn’t take it. Find out why, and import again.";
    default:
      return `was refused: ${explainUpload(reason)}`;
  }
}
