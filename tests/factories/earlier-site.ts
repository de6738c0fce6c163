// A site from an earlier version, in tests/fixtures/earlier-site: a backup of each kind of database, and its
// secrets. Every later version must open it, with its sessions, links and jobs working.

import { readFileSync } from "node:fs";
import path from "node:path";
import { restorePostgres } from "~/platform/database/postgresql/restore.server";
import { type ArchiveRefusal, readArchive } from "~/portability/backup/backup-archive.server";
import { DATABASE } from "~/portability/backup/backup-manifest";
import { newDatabaseUrl, provider, temporaryFolder } from "./database";

/** The day on which it was saved. */
const LEFT = "2026-11-26";
const file = (ending: string) => `tests/fixtures/earlier-site/${LEFT}/${provider()}.${ending}`;

export interface EarlierSite {
  /** When it was saved: sessions and links are valid for a while after that. */
  at: string;
  password: string;
  /** Cookies of signed-in members. */
  sessions: { anna: string; bea: string };
  /** Paths of unused links. */
  links: { invitation: string; invitationByEmail: string; reset: string; unsubscribe: string };
  post: { id: number; slug: string; formerSlug: string };
  /** Ids of comments on that post. */
  comments: { first: number; member: number; held: number; removed: number; under: number };
  rows: { id: number; number: number; path: string; status: string; createdAt: string }[];
  pingbacks: { id: number; postId: number; number: number; path: string; createdAt: string }[];
}

export const readEarlierSite = (): EarlierSite => JSON.parse(readFileSync(file("json"), "utf8"));

export const EARLIER_BACKUP = () => file("tar.gz");

/** Restores the database with its old schema. Returns its address. */
export async function earlierDatabaseUrl(): Promise<string> {
  const folder = temporaryFolder();
  const read = await readArchive<ArchiveRefusal>(
    EARLIER_BACKUP(),
    async () => null,
    (name) => path.join(folder, name),
  );
  if (!read.ok) throw new Error(`${EARLIER_BACKUP()} can’t be read: ${read.reason}`);
  const database = path.join(folder, DATABASE[provider()]);
  if (provider() === "sqlite") return `file:${database}`;
  const url = await newDatabaseUrl({ migrated: false });
  await restorePostgres(
    url,
    database,
    "earlier",
    () => null,
    async () => {},
  );
  return url;
}
