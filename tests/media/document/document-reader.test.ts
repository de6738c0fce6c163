// Reading PDFs in the worker: what they say of themselves, and files made to break a reader.

import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDocumentReader, type DocumentReader } from "~/media/document/document-reader.server";
import { buildDocumentWorker, buildPdf, pdfStream, writePdf } from "../../factories/documents";

let workerFile: string;
let reader: DocumentReader;
beforeAll(async () => {
  workerFile = await buildDocumentWorker();
  reader = createDocumentReader({ workerFile });
});
afterAll(() => reader.close());

let read = 0;
const readPdf = (bytes: Buffer, by = reader) => by.read(`another ${++read}`, async () => bytes);

const CATALOG = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>";
const PAGE = "<< /Type /Page /Parent 2 0 R >>";

test("counts the pages, and gives title, author and program", async () => {
  const pdf = await buildPdf({ title: "Annual\n report \u202e2026", author: "Ada Bo", pages: 12 });
  const claims = { title: "Annual report 2026", author: "Ada Bo", madeWith: "Scribe 3" };
  expect(await readPdf(pdf)).toEqual({ ok: true, pageCount: 12, ...claims });
});

test("gives title and author from the newer metadata where there are no older", async () => {
  const xmp =
    '<x><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Cups &amp; tables</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Bo</rdf:li></rdf:Seq></dc:creator></x>';
  const catalog = "<< /Type /Catalog /Pages 2 0 R /Metadata 4 0 R >>";
  for (const stream of [
    pdfStream(Buffer.from(xmp)),
    pdfStream(deflateSync(Buffer.from(xmp)), "/Filter /FlateDecode"),
  ])
    expect(await readPdf(writePdf([catalog, PAGES, PAGE, stream]))).toEqual({
      ...{ ok: true, pageCount: 1, title: "Cups & tables", author: "Bo", madeWith: "" },
    });
});

test("claims that are no text are none", async () => {
  const info = "<< /Title 12 /Author << /A 1 >> /Producer [(x)] >>";
  expect(await readPdf(writePdf([CATALOG, PAGES, PAGE, info], "/Info 4 0 R"))).toMatchObject({
    ...{ ok: true, title: "", author: "", madeWith: "" },
  });
});

/** Its page, and 64 MB of nothing in 64 kB. */
const bomb = deflateSync(Buffer.from(`3 0 ${PAGE}${" ".repeat(64 * 1024 * 1024)}`));
/** Each node has the next one a hundred times: 100 ^ 10 pages. */
const tree = Array.from(
  { length: 10 },
  (_, at) => `<< /Type /Pages /Count 1 /Kids [${`${at + 3} 0 R `.repeat(100)}] >>`,
);

test.each([
  ["one that is cut off", async () => writePdf([CATALOG, PAGES, PAGE]).subarray(0, -7), "damaged"],
  ["only a beginning and an end", async () => Buffer.from("%PDF-1.7\n%%EOF"), "damaged"],
  ["no pages", async () => writePdf([CATALOG, "<< /Type /Pages /Count 0 /Kids [] >>"]), "damaged"],
  [
    "pages that contain themselves",
    async () => writePdf([CATALOG, "<< /Type /Pages /Count 1 /Kids [2 0 R] >>"]),
    "damaged",
  ],
  [
    "a protected one",
    async () => writePdf([CATALOG, PAGES, PAGE, "<< /Filter /Standard /V 1 /R 2 >>"], "/Encrypt 4 0 R"),
    "encrypted",
  ],
  [
    "pages without number",
    async () => writePdf([CATALOG, `<< /Type /Pages /Count 2001 /Kids [${"3 0 R ".repeat(2_001)}] >>`, PAGE]),
    "too-many-pages",
  ],
  [
    "a part that unpacks to more than the memory",
    async () =>
      writePdf([CATALOG, PAGES, pdfStream(bomb, "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode")]),
    "damaged",
  ],
])("refuses %s", async (_what, make, reason) => {
  expect(await readPdf(await make())).toEqual({ ok: false, reason: `document.${reason}` });
});

test("ends one that takes too long, and reads the next", async () => {
  const hasty = createDocumentReader({ workerFile, maxMs: 1_500 });
  expect(await readPdf(writePdf([CATALOG, ...tree, PAGE]), hasty)).toEqual({
    ...{ ok: false, reason: "document.too-slow" },
  });
  expect(await readPdf(await buildPdf(), hasty)).toMatchObject({ ok: true });
  await hasty.close();
});

test("asks for the bytes of one file once", async () => {
  const pdf = await buildPdf();
  let asked = 0;
  const bytes = async () => {
    asked++;
    return pdf;
  };
  const first = await reader.read("the same", bytes);
  expect([await reader.read("the same", bytes), asked]).toEqual([first, 1]);
});
