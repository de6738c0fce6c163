// What the renderer has to know of the uploads that a text names.

import { countOf } from "~/design/count";
import type { MediaAddressing, NamedMedia } from "~/markdown/rendered";
import type { DatabaseClient } from "~/platform/database/database.server";
import { sizeOf } from "~/platform/size";
import { hashesIn, type MediaKind, mediaPath, readVariants, variantName } from "../media";
import { followReplacements } from "./replacements";

const FIELDS = {
  id: true,
  hash: true,
  name: true,
  title: true,
  removedAt: true,
  replacedById: true,
  file: true,
} as const;

/** The uploads that a text names, by the hash in its addresses. One that was replaced is what stands in its place, unless `asWritten`. Costs no
 *  query for a text that names none. */
export async function findNamedMedia(
  db: DatabaseClient,
  source: string,
  { asWritten = false, queryOf }: { asWritten?: boolean | undefined } & MediaAddressing = {},
): Promise<Record<string, NamedMedia>> {
  const hashes = hashesIn(source);
  if (hashes.length === 0) return {};
  const found = await db.media.findMany({ where: { hash: { in: hashes } }, select: FIELDS });
  const shown = new Map(found.map((row) => [row.hash, row]));
  if (!asWritten) await followReplacements(shown, (ids) => findRows(db, ids));
  return Object.fromEntries(
    [...shown].flatMap(([hash, row]) => describe(hash, row, queryOf?.(row.hash) ?? "") ?? []),
  );
}

const findRows = (db: DatabaseClient, ids: number[]) =>
  db.media.findMany({ where: { id: { in: ids } }, select: FIELDS });

type Row = Awaited<ReturnType<typeof findRows>>[number];

function describe(hash: string, { file, ...row }: Row, query: string): [string, NamedMedia][] {
  if (!file) return row.removedAt ? [[hash, { kind: "gone" }]] : [];
  const address = mediaPath(row);
  if ((file.kind as MediaKind) === "document")
    return [
      [hash, { kind: "document", address: address + query, title: row.title, facts: documentFacts(file) }],
    ];
  const variants = readVariants(file);
  const folder = address.slice(0, -row.name.length);
  return [
    [
      hash,
      {
        kind: "picture",
        address: address + query,
        moves: file.animated,
        // A picture that isn't is kept as JPEG. An animation may be.
        isTransparent: file.type === "image/webp",
        width: file.width ?? 0,
        height: file.height ?? 0,
        files: variants.map(({ format, width, height }) => ({
          ...{ format, width, height },
          address: folder + variantName({ format, width }) + query,
        })),
      },
    ],
  ];
}

const documentFacts = ({ pageCount, bytes }: { pageCount: number | null; bytes: number }): string =>
  `PDF, ${countOf(pageCount ?? 0, "page")}, ${sizeOf(bytes)}`;
