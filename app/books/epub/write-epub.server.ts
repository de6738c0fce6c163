// Writes an e-book (EPUB 3.3). The same contents give the same bytes.

import { buffer } from "node:stream/consumers";
import yazl from "yazl";
import type { MediaStore } from "~/media/store/store";
import { RESPONSES_A_DOCUMENT } from "../book.schema";
import type { BookContents } from "../contents/book-contents";
import type { BookLook } from "../pages/book-document";
import { layOut } from "../pages/lay-out";
import { epubContents } from "./epub-contents";
import { CONTENTS_FILE, epubPackage, fileOf, titleOfBook } from "./epub-package";
import { epubPage, STYLES } from "./epub-page";
import { EPUB_STYLES } from "./epub-styles";

/** A zip has local times. This is written alike wherever the server is. */
const TIME = { mtime: new Date(2026, 0, 1), forceDosTimestamp: true };
/** Where the files of a book are in its archive. */
const FOLDER = "EPUB";

const CONTAINER = `<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="${FOLDER}/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
`;

const LOOK: BookLook = {
  addressOf: ({ document, id }) => `${fileOf(document)}#${id}`,
  pictureAddress: (hash) => pictureFile(hash),
};

const pictureFile = (hash: string): string => `pictures/${hash}.jpg`;

/** A picture that the store doesn't have any more is left out, with its alternative text in its place. Throws if the store fails. */
export async function writeEpub(
  contents: BookContents,
  store: MediaStore,
  onPart?: (done: number) => Promise<void>,
): Promise<Buffer> {
  const pictures = await readPictures(contents, store);
  const there = Object.fromEntries(Object.entries(contents.pictures).filter(([hash]) => pictures.has(hash)));
  const laidOut = await layOut({ ...contents, pictures: there }, LOOK, {
    ...{ responsesADocument: RESPONSES_A_DOCUMENT, onPart },
  });
  const archive = new yazl.ZipFile();
  // Programs recognise the format by the first file, which isn't compressed (EPUB 3.3, section 4.2.3).
  archive.addBuffer(Buffer.from("application/epub+zip"), "mimetype", { ...TIME, compress: false });
  const add = (name: string, text: string) => archive.addBuffer(Buffer.from(text), name, TIME);
  add("META-INF/container.xml", CONTAINER);
  const { documents, contents: entries } = laidOut;
  const used = [...pictures].filter(([hash]) =>
    documents.some(({ body }) => body.html.includes(pictureFile(hash))),
  );
  const isDescribed = !documents.some(({ body }) => / alt=""/.test(body.html));
  add(
    `${FOLDER}/package.opf`,
    epubPackage(contents, {
      documents: documents.map(({ name }) => name),
      pictures: used.map(([hash]) => ({ file: pictureFile(hash) })),
      isDescribed,
    }),
  );
  const { language } = contents.site;
  const title = titleOfBook(contents);
  add(
    `${FOLDER}/${CONTENTS_FILE}`,
    epubPage({ title, language, type: "frontmatter", body: epubContents(entries, LOOK) }),
  );
  add(`${FOLDER}/${STYLES}`, EPUB_STYLES);
  for (const { name, body, ...document } of documents)
    add(`${FOLDER}/${fileOf(name)}`, epubPage({ ...document, language, body }));
  for (const [hash, bytes] of used)
    archive.addBuffer(bytes, `${FOLDER}/${pictureFile(hash)}`, { ...TIME, compress: false });
  archive.end();
  return buffer(archive.outputStream);
}

async function readPictures(
  { pictures }: BookContents,
  store: MediaStore,
): Promise<Map<string, Buffer<ArrayBuffer>>> {
  const found = new Map<string, Buffer<ArrayBuffer>>();
  for (const [hash, { key }] of Object.entries(pictures)) {
    const file = await store.get(key);
    if (file) found.set(hash, await buffer(file));
  }
  return found;
}
