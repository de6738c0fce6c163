// Exports one person's data: their posts and comments as files that can be imported again, and what is stored
// about them. Of other people it contains only the addresses of what was replied to, and the handles of
// co-authors.

import { buffer } from "node:stream/consumers";
import pLimit from "p-limit";
import yazl from "yazl";
import { getAccount } from "~/accounts/account.server";
import { EXPORTS } from "~/inventory.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import type { ExportedFile } from "~/platform/inventory";
import { readSite } from "~/site/site.server";
import { formatMarkdownFile } from "../content/content-format";
import { formatReadme } from "./export-readme.server";

/** More than all texts that a person writes in twenty years. Limited because the archive is built in memory,
 *  on a small server. */
export const MAX_EXPORT_BYTES = 48 * 1024 * 1024;

/** One export at a time, so that the memory limit holds for all together. */
const queue = pLimit(1);

export type ExportResult = { ok: true; zip: Buffer } | { ok: false; reason: "export.too-large" };

interface Deps {
  db: Database;
  siteUrl: string;
  /** Replaced in tests. */
  maxBytes?: number;
}

export const exportPerson = (deps: Deps, member: Member, now: Date): Promise<ExportResult> =>
  queue(() => makeArchive(deps, member, now));

async function makeArchive(
  { db, siteUrl, maxBytes = MAX_EXPORT_BYTES }: Deps,
  { id: personId, accountId }: Member,
  now: Date,
): Promise<ExportResult> {
  const archive = new yazl.ZipFile();
  let room = maxBytes;
  const add = (name: string, text: string) => {
    const bytes = Buffer.from(text);
    room -= bytes.length;
    if (room >= 0) archive.addBuffer(bytes, name, { mtime: now });
    return room >= 0;
  };
  const { name: siteName } = await readSite(db);
  add("README.md", formatReadme({ siteName, siteUrl, now }));
  const { email } = await getAccount(db, accountId);
  const person = { personId, accountId, email };
  for (const { files } of EXPORTS)
    for await (const file of files({ db, siteUrl }, person, now))
      if (!add(file.name, textOf(file))) return { ok: false, reason: "export.too-large" };
  archive.end();
  return { ok: true, zip: await buffer(archive.outputStream) };
}

const textOf = (file: ExportedFile): string =>
  "json" in file ? `${JSON.stringify(file.json, null, 2)}\n` : formatMarkdownFile(file.fields, file.text);
