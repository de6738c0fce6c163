// An import has a name, so that two folders that both hold posts/first.md are two, and one that has moved is the same.

import { existsSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { hasPeopleFrom } from "~/people/person-sample.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { hasPostsFrom } from "~/posts/post-origin.server";
import { hasSeriesFrom } from "~/series/series-sample.server";
import { slugFromName } from "../content/slug-from-name";

/** Beside the files, so that it goes where they go. */
export const NAME_FILE = ".longtable-import";
/** As long as anybody calls a blog; it stands in the origin of each post. */
const MAX_IMPORT_NAME_CHARS = 60;

/** What the sample blog is imported as. */
export const SAMPLE = "sample";

const isName = (name: string) =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && name.length <= MAX_IMPORT_NAME_CHARS;

/** What a file of an import is known by: what its post, person or series has as origin. */
export const originOf = (name: string, file: string) => `${prefixOf(name)}${file.split(path.sep).join("/")}`;
const prefixOf = (name: string) => `import:${name}:`;

/** Before imports had names, whatever folder it was in. */
export const EARLIER = "content:";
export const earlierOriginOf = (file: string) => `${EARLIER}${file.split(path.sep).join("/")}`;

/** The name of the import that an origin belongs to; null where it had none. */
export const nameIn = (origin: string): string | null => /^import:([^:]+):/.exec(origin)?.[1] ?? null;

export type NamedImport =
  | { ok: true; name: string; isRemembered: boolean }
  | { ok: false; reason: "import.bad-name" | "import.bad-name-file" | "import.name-taken"; what: string };

/**
 * The name of the import from `folder`: `given` on the command line, else the one that the folder remembers, else that of the
 * folder itself. The last is refused where an import of this name was here already: nobody can tell whether it was this folder.
 */
export async function nameImport(db: DatabaseClient, folder: string, given?: string): Promise<NamedImport> {
  const file = path.join(folder, NAME_FILE);
  const remembered = existsSync(file) ? readFileSync(file, "utf8").trim() : null;
  if (given !== undefined) {
    if (!isName(given) || given === SAMPLE) return { ok: false, reason: "import.bad-name", what: given };
    return { ok: true, name: given, isRemembered: given === remembered };
  }
  if (remembered !== null) {
    if (!isName(remembered)) return { ok: false, reason: "import.bad-name-file", what: file };
    return { ok: true, name: remembered, isRemembered: true };
  }
  const own = slugFromName(path.basename(realpathSync(folder)), MAX_IMPORT_NAME_CHARS);
  const name = isName(own) && own !== SAMPLE ? own : "import";
  if (await isKnown(db, name)) return { ok: false, reason: "import.name-taken", what: name };
  return { ok: true, name, isRemembered: false };
}

async function isKnown(db: DatabaseClient, name: string): Promise<boolean> {
  const prefix = prefixOf(name);
  return (
    (await hasPostsFrom(db, prefix)) || (await hasPeopleFrom(db, prefix)) || (await hasSeriesFrom(db, prefix))
  );
}

/** Keeps the name in the folder. False where nothing may be written there. */
export function rememberName(folder: string, name: string): boolean {
  try {
    writeFileSync(path.join(folder, NAME_FILE), `${name}\n`);
    return true;
  } catch {
    return false;
  }
}
