// PDFs, as programs make them and as strangers would.

import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { PDFDocument } from "pdf-lib";
import { inject } from "vitest";

/** Builds the worker that reads PDFs. Returns its file. */
export async function buildDocumentWorker(): Promise<string> {
  const outfile = join(await mkdtemp(join(inject("temporaryFolder"), "document-")), "worker.cjs");
  const entry = new URL("../../app/media/document/document-worker.ts", import.meta.url).pathname;
  await build({ entryPoints: [entry], outfile, bundle: true, platform: "node", format: "cjs" });
  return outfile;
}

/** A PDF of empty pages. Each date of creation is another file. */
export async function buildPdf({ title = "", author = "", pages = 1 } = {}): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  for (let page = 0; page < pages; page++) pdf.addPage();
  if (title) pdf.setTitle(title);
  if (author) pdf.setAuthor(author);
  pdf.setProducer("Scribe 3");
  pdf.setCreator("Scribe 3");
  return Buffer.from(await pdf.save());
}

/** A PDF written by hand, of objects by their numbers; the first is its catalog. */
export const writePdf = (objects: (string | Buffer)[], trailer = ""): Buffer =>
  Buffer.concat([
    Buffer.from("%PDF-1.7\n"),
    ...objects.flatMap((object, index) => [
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.from(object),
      Buffer.from("\nendobj\n"),
    ]),
    Buffer.from(`trailer\n<< /Root 1 0 R /Size ${objects.length + 1} ${trailer} >>\nstartxref\n0\n%%EOF\n`),
  ]);

/** A stream object. */
export const pdfStream = (bytes: Buffer, entries = ""): Buffer =>
  Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from("\nendstream"),
  ]);
