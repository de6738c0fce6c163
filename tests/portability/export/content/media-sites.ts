// Sites with uploads, and what is in their stores.

import { writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { renderMarkdown } from "~/markdown/markdown";
import type { RenderMarkdown } from "~/markdown/rendered";
import { createDocumentReader, type DocumentReader } from "~/media/document/document-reader.server";
import { mediaPath } from "~/media/media";
import { encodePicture } from "~/media/picture/encode-picture.server";
import type { PictureEncoder } from "~/media/picture/picture-encoder.server";
import { createDiskStore } from "~/media/store/disk-store.server";
import { keepUpload } from "~/media/upload/keep-upload.server";
import type { MediaPlace } from "~/media/use/media-use.server";
import { recordUses } from "~/media/use/media-use.server";
import { findNamedMedia } from "~/media/use/named-media.server";
import type { Member } from "~/people/viewer";

import { importContent } from "~/portability/importing/import-content.server";
import { readImportName } from "~/portability/importing/import-name.server";
import {
  newDatabaseUrl,
  openIndexed,
  SITE_SECRET,
  SITE_URL,
  temporaryFolder,
} from "../../../factories/database";
import { buildDocumentWorker } from "../../../factories/documents";
import { NOW } from "../../../factories/posts";

let documents: DocumentReader;
/** The process in which the site encodes pictures has tests of its own. */
const pictures: PictureEncoder = {
  encode: async (file, options) => encodePicture(await readFile(file), options),
  close() {},
};

/** Reads documents in all tests of a file. */
export function readDocuments(): void {
  beforeAll(async () => {
    documents = createDocumentReader({ workerFile: await buildDocumentWorker() });
  });
  afterAll(() => documents.close());
}

/** What commands on a site's uploads need. */
export const depsOf = ({ db, mediaStore }: MediaSite, siteLimit = SITE_LIMIT) => ({
  ...{ db, store: mediaStore, readers: { pictures, documents }, siteLimit },
});

export const SITE_LIMIT = 1_000_000_000;

/** A new site with a store of its own; closed after the test. */
export async function openMediaSite() {
  const url = await newDatabaseUrl();
  const db = openIndexed(url);
  onTestFinished(() => db.close());
  const storeFolder = temporaryFolder();
  const mediaStore = createDiskStore(storeFolder);
  const render: RenderMarkdown = async (source, { mentions: _, ...options }) =>
    renderMarkdown(source, {
      ...options,
      siteUrl: SITE_URL,
      media: await findNamedMedia(db, source, options),
    });
  return { db, render, mediaStore, storeFolder, url, siteUrl: SITE_URL, siteSecret: SITE_SECRET };
}

export type MediaSite = Awaited<ReturnType<typeof openMediaSite>>;

/** Uploads a file. Returns its row, with its address. */
export async function keep(
  site: MediaSite,
  member: Member,
  name: string,
  bytes: Buffer,
  { alt = "", decorative = false } = {},
) {
  const file = path.join(temporaryFolder(), "upload");
  writeFileSync(file, bytes);
  const upload = { field: "file", file, name, bytes: bytes.length };
  const kept = await keepUpload(depsOf(site), member, upload, { alt, decorative }, NOW);
  if (!kept.ok) throw new Error(kept.reason);
  return { ...kept, address: mediaPath(kept) };
}

/** Records what a text names, as its form would. */
export const nameIn = ({ db }: MediaSite, place: MediaPlace, source: string) =>
  db.write((tx) => recordUses(tx, place, source, null));

/** Imports a folder with its files. */
export const importInto = (site: MediaSite, folder: string, { force = false, siteLimit = SITE_LIMIT } = {}) =>
  importContent(site, folder, {
    ...{ name: readImportName(folder) ?? "test", force },
    media: depsOf(site, siteLimit),
  });
