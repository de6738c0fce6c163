// Uploads as an export of the site's content reads them.

import { isPresent } from "~/people/person";
import type { DatabaseClient, Prisma } from "~/platform/database/database.server";
import { followReplacements } from "./use/replacements";
import { publicMedia } from "./visibility/media-visibility.server";

const ROWS_AT_ONCE = 200;

const contentFields = {
  ...{ id: true, hash: true, name: true, title: true, alt: true, decorative: true },
  ...{ removedAt: true, replacedById: true, createdAt: true },
  owner: { select: { id: true, handle: true, status: true } },
  file: { select: { hash: true, kind: true, type: true, ownBytes: true, variants: true } },
} satisfies Prisma.MediaSelect;

type Row = Prisma.MediaGetPayload<{ select: typeof contentFields }>;

/** An upload with its file. */
export interface MediaContent extends Omit<Row, "file"> {
  file: NonNullable<Row["file"]>;
}

/** What an address shows to readers: an upload, or that one was removed. */
export type Shown =
  | { removed: false; upload: MediaContent; isPublic: boolean }
  | { removed: true; name: string };

/** What each of these addresses shows, by the hash in it: the upload itself, or what stands in its place. */
export async function findByAddress(db: DatabaseClient, hashes: string[]): Promise<Map<string, Shown>> {
  const find = (where: Prisma.MediaWhereInput) => db.media.findMany({ where, select: contentFields });
  const rows = new Map((await find({ hash: { in: hashes } })).map((row) => [row.hash, row]));
  const names = new Map([...rows].map(([hash, { name }]) => [hash, name]));
  await followReplacements(rows, (ids) => find({ id: { in: ids } }));
  const ids = [...rows.values()].map(({ id }) => id);
  const seen = await db.media.findMany({ where: { id: { in: ids }, ...publicMedia }, select: { id: true } });
  const publicIds = new Set(seen.map(({ id }) => id));
  return new Map(
    [...rows].flatMap(([hash, row]): [string, Shown][] => {
      const { file, ...rest } = row;
      if (file) {
        const upload = { ...rest, owner: presentOwner(row), file };
        return [[hash, { removed: false, upload, isPublic: publicIds.has(row.id) }]];
      }
      return row.removedAt ? [[hash, { removed: true, name: names.get(hash) ?? row.name }]] : [];
    }),
  );
}

/** All uploads of the site that have a file, by id. */
export async function* readMediaContent(db: DatabaseClient): AsyncGenerator<MediaContent> {
  for (let last = 0; ; ) {
    const rows = await db.media.findMany({
      where: { id: { gt: last }, fileId: { not: null } },
      orderBy: { id: "asc" },
      take: ROWS_AT_ONCE,
      select: contentFields,
    });
    for (const { file, ...row } of rows) if (file) yield { ...row, owner: presentOwner(row), file };
    if (rows.length < ROWS_AT_ONCE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** Whoever has left owns nothing. */
const presentOwner = ({ owner }: Pick<Row, "owner">) => (owner && isPresent(owner) ? owner : null);
