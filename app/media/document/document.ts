// Documents: PDF files, which are kept as they are and only served as downloads.

/** A scanned booklet. A document takes its room whole, since it isn't made smaller. */
export const MAX_DOCUMENT_BYTES = 20_000_000;
/** More pages than any book has; counting takes longer with each. */
export const MAX_DOCUMENT_PAGES = 2_000;
/** Of each line that a document says of itself. */
export const MAX_CLAIM_CHARS = 200;

export const DOCUMENT_TYPE = "application/pdf";

export type DocumentRefusal = {
  ok: false;
  reason:
    | "document.too-large"
    | "document.encrypted"
    | "document.damaged"
    | "document.too-many-pages"
    | "document.too-slow";
};

/** What a document says of itself, in one line each; "" where it says nothing. It stays in the file, and may be untrue. */
export interface DocumentClaims {
  title: string;
  author: string;
  /** The programs that made it. */
  madeWith: string;
}

export interface ReadDocument extends DocumentClaims {
  ok: true;
  pageCount: number;
}
