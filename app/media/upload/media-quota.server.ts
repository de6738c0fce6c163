// How much room uploads may take, of a person and of the site.

import { isAtLeast, type Role } from "~/people/roles";
import type { Member } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { MAX_BYTES_OF_PERSON, MAX_BYTES_OF_READER } from "../media.schema";

export interface MediaRoom {
  /** Bytes that the person's uploads take. */
  used: number;
  /** Bytes that they may take; null for editors, whom only the site's limit binds. */
  limit: number | null;
  siteUsed: number;
  siteLimit: number;
}

export type QuotaRefusal = { ok: false; reason: "media.person-full" | "media.site-full" };

/** The room that a person's uploads and those of the site take. A file that two people have uploaded counts for both. */
export async function readMediaRoom(
  db: DatabaseClient,
  { id: ownerId, role }: Pick<Member, "id" | "role">,
  siteLimit: number,
): Promise<MediaRoom> {
  const own = await db.mediaFile.aggregate({
    where: { uploads: { some: { ownerId } } },
    _sum: { bytes: true },
  });
  return {
    ...(await readSiteRoom(db, siteLimit)),
    used: own._sum.bytes ?? 0,
    limit: limitOf(role),
  };
}

const limitOf = (role: Role): number | null =>
  isAtLeast(role, "editor")
    ? null
    : isAtLeast(role, "contributor")
      ? MAX_BYTES_OF_PERSON
      : MAX_BYTES_OF_READER;

/** The room that the site has for files that come with an import. */
export async function readSiteRoom(db: DatabaseClient, siteLimit: number): Promise<MediaRoom> {
  const all = await db.mediaFile.aggregate({ _sum: { bytes: true } });
  return { used: 0, limit: null, siteUsed: all._sum.bytes ?? 0, siteLimit };
}

/** Refuses an upload for which there is no room. */
export function checkRoom(
  { used, limit, siteUsed, siteLimit }: MediaRoom,
  bytes: number,
): QuotaRefusal | null {
  if (limit !== null && used + bytes > limit) return { ok: false, reason: "media.person-full" };
  return siteUsed + bytes > siteLimit ? { ok: false, reason: "media.site-full" } : null;
}
