// Where things stand in a book, and where links lead: to a place in it, or else to the site.

import type { BookContents, BookPart } from "../contents/book-contents";
import { bookId, idsIn, notesStart } from "./book-ids";

/** Where a text stands. */
export interface TextPlace {
  /** The document that has it. */
  document: string;
  /** The document that has its notes. */
  notes: string;
  prefix: string;
  /** Its path on the site. */
  path: string;
  ids: ReadonlySet<string>;
  noteIds: ReadonlySet<string>;
}

/** A document of the book, and the id of an element in it. */
export interface Place {
  document: string;
  id: string;
}

export interface BookPlaces {
  /** By the id of the post. */
  parts: Map<number, TextPlace & Place>;
  comments: Map<number, TextPlace & Place>;
  pingbacks: Map<number, Place>;
  /** Where the responses to a post begin. */
  responses: Map<number, Place>;
  introduction: TextPlace;
}

const INTRODUCTION_DOCUMENT = "title";
export const NOTES_DOCUMENT = "notes";

const partDocument = (index: number): string => `part-${index + 1}`;
const responsesDocument = (index: number, chunk: number): string =>
  `responses-${index + 1}${chunk === 0 ? "" : `-${chunk + 1}`}`;
const partId = (index: number): string => `part-${index + 1}`;
const responsesId = (index: number): string => `responses-${index + 1}`;
const commentId = (id: number): string => `comment-${id}`;
const pingbackId = (id: number): string => `pingback-${id}`;

export function placeAll(contents: BookContents, responsesADocument: number): BookPlaces {
  const places: BookPlaces = {
    parts: new Map(),
    comments: new Map(),
    pingbacks: new Map(),
    responses: new Map(),
    introduction: placeText(contents.introHtml, "intro-", INTRODUCTION_DOCUMENT, INTRODUCTION_DOCUMENT, "/"),
  };
  for (const [index, part] of contents.parts.entries()) placePart(places, part, index, responsesADocument);
  return places;
}

function placePart(places: BookPlaces, part: BookPart, index: number, responsesADocument: number): void {
  const document = partDocument(index);
  const path = `/posts/${part.slug}`;
  const text = placeText(part.html, `p${index + 1}-`, document, NOTES_DOCUMENT, path);
  places.parts.set(part.id, { ...text, id: partId(index) });
  if (part.responses.length > 0)
    places.responses.set(part.id, { document: responsesDocument(index, 0), id: responsesId(index) });
  for (const [position, one] of part.responses.entries()) {
    const document = responsesDocument(index, Math.floor(position / responsesADocument));
    if (one.kind === "pingback") places.pingbacks.set(one.id, { document, id: pingbackId(one.id) });
    else {
      const own = placeText(one.html, `c${one.id}-`, document, document, `/comments/${one.id}`);
      places.comments.set(one.id, { ...own, id: commentId(one.id) });
    }
  }
}

function placeText(html: string, prefix: string, document: string, notes: string, path: string): TextPlace {
  const end = notes === document ? html.length : notesStart(html);
  const noteIds = idsIn(html.slice(end));
  return { document, notes, prefix, path, ids: idsIn(html.slice(0, end)), noteIds };
}

/** The place that a link on the site means, if it is in the book. `from` is where the link stands. */
export function findPlace(
  { parts, comments, pingbacks, responses }: BookPlaces,
  bySlug: ReadonlyMap<string, number>,
  from: TextPlace,
  href: string,
): Place | null {
  if (href.startsWith("#")) return placeIn(from, readFragment(href.slice(1)));
  const [, kind, id] = /^\/(comments|pingbacks)\/(\d{1,10})$/.exec(href) ?? [];
  if (id !== undefined) return (kind === "comments" ? comments : pingbacks).get(Number(id)) ?? null;
  const [, slug = "", fragment = ""] =
    /^\/posts\/([a-z0-9-]+)(?:\?page=\d{1,6})?(?:#(.*))?$/s.exec(href) ?? [];
  const postId = bySlug.get(slug);
  const part = postId === undefined ? undefined : parts.get(postId);
  if (postId === undefined || !part) return null;
  const [, named, number] = /^(comment|pingback)-(\d{1,10})$/.exec(fragment) ?? [];
  if (number !== undefined) return (named === "comment" ? comments : pingbacks).get(Number(number)) ?? null;
  if (fragment === "responses" || fragment === "respond") return responses.get(postId) ?? null;
  return placeIn(part, readFragment(fragment)) ?? part;
}

/** The place of a text's own id. */
function placeIn({ ids, noteIds, document, notes, prefix }: TextPlace, id: string): Place | null {
  if (ids.has(id)) return { document, id: bookId(prefix, id) };
  return noteIds.has(id) ? { document: notes, id: bookId(prefix, id) } : null;
}

function readFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
