import type { Outage } from "../../database/outage";
import type { VisitFacts } from "../after-answer";
import type { Piece } from "../answer-body.server";
import type { UploadedFile } from "../body/upload-body.server";

/** What the server tells a page about its request. */
export interface RequestFacts extends VisitFacts {
  id: string;
  clientAddress: string;
  /** Whether a form was sent. The loader of a page that refuses a form gets a GET, so its request doesn't tell. */
  isPost: boolean;
  /** The file that came with the form, if its route accepts one. Deleted after the answer. */
  upload: UploadedFile | null;
  /** The given query parameters. Throws if a cacheable page reads one that its route doesn't declare. */
  query(...names: string[]): URLSearchParams;
  /** Adds cache tags, such as "post:12". A page with tags is cached for all visitors until one of them is
   *  invalidated. */
  addCacheTags(...keys: string[]): void;
  /** The page changes by itself at this time: it leaves the cache then. */
  expireAt(at: Date): void;
  /** Reports an error of the page. If it is a database outage, the answer becomes a page that keeps the
   *  submitted text. Returns the outage. */
  failed(error: unknown): Outage | undefined;
  /** Takes a page's body beside its answer, which has none then: a Response would copy it twice, and a long discussion has 400 kB. */
  sendPieces(pieces: Piece[]): void;
}
