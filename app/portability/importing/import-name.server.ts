// Each import has a name, so that posts/first.md of two folders are different posts, and a moved folder is
// recognised.

import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hasPagesFrom } from "~/pages/page-sample.server";
import { hasPeopleFrom } from "~/people/portability/person-sample.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { slugFromName } from "~/posts/address/slug-from-name";
import { hasPostsFrom } from "~/posts/portability/post-origin.server";
import { hasSeriesFrom } from "~/series/portability/series-sample.server";

/** In the folder, so that it moves with the files. */
export const NAME_FILE = ".longtable-import";
/** Long enough for a blog's name; it is part of each post's origin. */
export const MAX_IMPORT_NAME_CHARS = 60;

/** Name of the sample blog's import. */
export const SAMPLE = "sample";

export const isImportName = (name: string) =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= MAX_IMPORT_NAME_CHARS;

/** Origin of a post, person or series: the import's name and the file's path. */
export const originOf = (name: string, file: string) => `${prefixOf(name)}${file.split(path.sep).join("/")}`;
const prefixOf = (name: string) => `import:${name}:`;

/** Prefix of origins from before imports had names, whatever their folder. */
export const EARLIER = "content:";
export const earlierOriginOf = (file: string) => `${EARLIER}${file.split(path.sep).join("/")}`;

/** Name of the import in an origin; null for an earlier origin. */
export const nameIn = (origin: string): string | null => /^import:([^:]+):/.exec(origin)?.[1] ?? null;

export type NamedImport =
  | { ok: true; name: string; isRemembered: boolean }
  | { ok: false; reason: "import.bad-name" | "import.bad-name-file" | "import.name-taken"; what: string };

/** Names the import of `folder`: the name given on the command line, else the one stored in the folder, else
 *  the folder's own name. The last is refused if an import of that name exists, because it may have been
 *  another folder. */
export async function nameImport(db: DatabaseClient, folder: string, given?: string): Promise<NamedImport> {
  const remembered = readImportName(folder);
  if (given !== undefined) {
    if (!isImportName(given) || given === SAMPLE)
      return { ok: false, reason: "import.bad-name", what: given };
    return { ok: true, name: given, isRemembered: given === remembered };
  }
  if (remembered !== null) {
    if (!isImportName(remembered))
      return { ok: false, reason: "import.bad-name-file", what: path.join(folder, NAME_FILE) };
    return { ok: true, name: remembered, isRemembered: true };
  }
  const own = slugFromName(path.basename(realpathSync(folder)), MAX_IMPORT_NAME_CHARS);
  const name = isImportName(own) && own !== SAMPLE ? own : "import";
  if (await isKnown(db, name)) return { ok: false, reason: "import.name-taken", what: name };
  return { ok: true, name, isRemembered: false };
}

/** The name that is stored in the folder, valid or not; null if there is none. */
export function readImportName(folder: string): string | null {
  const file = path.join(folder, NAME_FILE);
  return existsSync(file) ? readFileSync(file, "utf8").trim() : null;
}

async function isKnown(db: DatabaseClient, name: string): Promise<boolean> {
  const prefix = prefixOf(name);
  return (
    (await hasPostsFrom(db, prefix)) ||
    (await hasPeopleFrom(db, prefix)) ||
    (await hasSeriesFrom(db, prefix)) ||
    (await hasPagesFrom(db, prefix))
  );
}

/** Stores the name in the folder. Returns false if the folder isn't writable. */
export function rememberName(folder: string, name: string): boolean {
  try {
    writeFileSync(path.join(folder, NAME_FILE), `${name}\n`);
    return true;
  } catch {
    return false;
  }
}
