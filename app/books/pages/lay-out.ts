// Lays out a book: its documents in order, and its contents.

import { setImmediate as nextTurn } from "node:timers/promises";
import { type Markup, markup } from "~/platform/markup";
import type { BookContents, BookPart } from "../contents/book-contents";
import { NOTES_DOCUMENT } from "../text/book-places";
import { citingPage, colophonPage, type NotesOfPart, notesPage } from "./back-pages";
import { type BookDocument, type BookLook, type ContentsEntry, titleOf } from "./book-document";
import { createWriter } from "./book-writer";
import { titlePage } from "./front-pages";
import { layOutResponses } from "./lay-out-responses";
import { formatResponses, partPage } from "./part-page";

export interface LaidOut {
  documents: BookDocument[];
  contents: ContentsEntry[];
}

interface LayOutOptions {
  responsesADocument: number;
  /** Called after each part. */
  onPart?: ((done: number) => Promise<void>) | undefined;
}

/** Other work is done in between, since a book takes up to some seconds. */
export async function layOut(
  contents: BookContents,
  look: BookLook,
  { responsesADocument, onPart }: LayOutOptions,
): Promise<LaidOut> {
  const writer = createWriter(contents, look, responsesADocument);
  const { places } = writer;
  const introduction = writer.write(contents.introHtml, places.introduction, { takesNotes: false, rise: 1 });
  const documents: BookDocument[] = [
    {
      ...{ name: "title", title: contents.source.title, type: "titlepage" },
      body: titlePage(contents, introduction.xhtml),
    },
  ];
  const entries: ContentsEntry[] = [];
  const notes: NotesOfPart[] = [];
  for (const [index, part] of contents.parts.entries()) {
    await nextTurn();
    const place = places.parts.get(part.id);
    if (!place) continue;
    const text = writer.write(part.html, place, { takesNotes: true, rise: 0 });
    if (text.notes !== "") notes.push({ part, address: look.addressOf(place), items: text.notes });
    const responses = places.responses.get(part.id);
    const responsesAddress = responses ? look.addressOf(responses) : null;
    documents.push({
      ...{ name: place.document, title: part.title, type: "chapter" },
      body: partPage(part, contents, { id: place.id, xhtml: text.xhtml, responsesAddress }),
    });
    documents.push(...(await layOutResponses(writer, part)));
    const below = responses
      ? [{ place: responses, title: markup`${formatResponses(part.responses)}`, below: [] }]
      : [];
    entries.push({ place, title: entryOf(part, contents), below });
    await onPart?.(index + 1);
  }
  const back = [
    ...(notes.length > 0
      ? [{ name: NOTES_DOCUMENT, title: "Notes", type: "endnotes", body: notesPage(notes, contents) }]
      : []),
    { name: "citing", title: "How to cite", type: "backmatter", body: citingPage(contents) },
    { name: "colophon", title: "About this book", type: "colophon", body: colophonPage(contents) },
  ];
  for (const { name, title } of back)
    entries.push({ place: { document: name, id: name }, title: markup`${title}`, below: [] });
  return { documents: [...documents, ...back], contents: entries };
}

const entryOf = (part: BookPart, { site }: BookContents): Markup =>
  markup`${part.part === null ? null : markup`<span class="entry-part">Part ${part.part}</span> `}${titleOf(part, site)} <span class="entry-writers">${part.writers.map(({ name }, index) => markup`${index > 0 && ", "}<bdi>${name}</bdi>`)}</span>`;
