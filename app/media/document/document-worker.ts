// Worker that reads a PDF with pdf-lib: its number of pages, and what it says of itself.

import { decodePDFRawStream, ParseSpeeds, PDFContext, PDFDocument, PDFName, PDFRawStream } from "pdf-lib";
import {
  type DocumentClaims,
  type DocumentRefusal,
  MAX_CLAIM_CHARS,
  MAX_DOCUMENT_PAGES,
  type ReadDocument,
} from "./document";

/** What one compressed part may be unpacked to. It lies outside of the heap, so that the worker's memory limit doesn't count it; a
 *  table of 100,000 objects takes 10 MB. */
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024;
/** Readers look for the end of a PDF this far before the end of its file. */
const END_BYTES = 1_024;
const MAX_XMP_CHARS = 100_000;

limitUnpacking();
// It warns of each oddity, with words of the file.
console.warn = () => {};

const refuse = (reason: DocumentRefusal["reason"]): DocumentRefusal => ({ ok: false, reason });

export default async (bytes: Uint8Array): Promise<ReadDocument | DocumentRefusal> => {
  if (!Buffer.from(bytes.subarray(-END_BYTES)).includes("%%EOF")) return refuse("document.damaged");
  try {
    const pdf = await PDFDocument.load(bytes, {
      ...{ updateMetadata: false, ignoreEncryption: true, parseSpeed: ParseSpeeds.Fastest },
    });
    if (pdf.isEncrypted) return refuse("document.encrypted");
    const pageCount = pdf.getPageCount();
    if (pageCount === 0) return refuse("document.damaged");
    if (pageCount > MAX_DOCUMENT_PAGES) return refuse("document.too-many-pages");
    return { ok: true, pageCount, ...readClaims(pdf) };
  } catch {
    return refuse("document.damaged");
  }
};

function readClaims(pdf: PDFDocument): DocumentClaims {
  const xmp = orNothing(() => readXmp(pdf));
  const title = orNothing(() => pdf.getTitle()) || inXmp(xmp, "title");
  const author = orNothing(() => pdf.getAuthor()) || inXmp(xmp, "creator");
  const programs = [orNothing(() => pdf.getCreator()), orNothing(() => pdf.getProducer())];
  return {
    title: shorten(title),
    author: shorten(author),
    madeWith: shorten([...new Set(programs.filter(Boolean))].join(", ")),
  };
}

/** A claim of another type than text is none. */
function orNothing(read: () => string | undefined): string {
  try {
    return read() ?? "";
  } catch {
    return "";
  }
}

/** The newer place of the same claims (ISO 16684-1). */
function readXmp(pdf: PDFDocument): string {
  const stream = pdf.catalog.lookup(PDFName.of("Metadata"));
  if (!(stream instanceof PDFRawStream)) return "";
  const bytes = stream.dict.has(PDFName.of("Filter")) ? decodePDFRawStream(stream).decode() : stream.contents;
  return Buffer.from(bytes).toString("utf8", 0, MAX_XMP_CHARS);
}

const inXmp = (xmp: string, name: "title" | "creator"): string =>
  (new RegExp(`<dc:${name}\\b[^>]*>(?:\\s*<rdf:[^>]*>)*([^<]*)`).exec(xmp)?.[1] ?? "").replace(
    /&(lt|gt|quot|apos|amp);/g,
    (_all, entity: keyof typeof ENTITIES) => ENTITIES[entity],
  );
const ENTITIES = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

/** Control characters and those that turn the direction of writing would change the page around the claim. */
const UNSEEN = /[\p{Cc}\p{Cs}\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+/gu;
const shorten = (text: string): string =>
  [...text.replace(UNSEEN, " ").replace(/\s+/g, " ").trim()].slice(0, MAX_CLAIM_CHARS).join("");

/** pdf-lib unpacks without limit. All its decoders grow one buffer in the same way. */
function limitUnpacking(): void {
  const dict = PDFContext.create().obj({ Filter: "RunLengthDecode" });
  const decoder: object = decodePDFRawStream(PDFRawStream.of(dict, new Uint8Array([128])));
  const all = Object.getPrototypeOf(Object.getPrototypeOf(decoder)) as {
    ensureBuffer(bytes: number): Uint8Array;
  };
  const grow = all.ensureBuffer;
  all.ensureBuffer = function (bytes) {
    if (bytes > MAX_UNPACKED_BYTES) throw new RangeError("A part of the file is too large.");
    return grow.call(this, bytes);
  };
}
