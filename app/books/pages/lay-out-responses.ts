// The documents with the responses to a post.

import { setImmediate as nextTurn } from "node:timers/promises";
import { commentPath } from "~/comments/comment";
import type { Markup } from "~/platform/markup";
import { postPath } from "~/posts/post";
import type { BookPart, BookResponse } from "../contents/book-contents";
import type { BookDocument } from "./book-document";
import type { BookWriter } from "./book-writer";
import { responseArticle, responsesPage } from "./part-page";

/** Texts between two turns of the event loop: about 10 ms, for which others wait. */
const TEXTS_A_TURN = 10;

export async function layOutResponses(writer: BookWriter, part: BookPart): Promise<BookDocument[]> {
  const { places, contents } = writer;
  const chunks = new Map<string, Markup[]>();
  for (const [index, response] of part.responses.entries()) {
    if (index % TEXTS_A_TURN === 0) await nextTurn();
    const own = (response.kind === "comment" ? places.comments : places.pingbacks).get(response.id);
    if (!own) continue;
    const articles = chunks.get(own.document) ?? [];
    articles.push(articleOf(writer, part, response, own.id));
    chunks.set(own.document, articles);
  }
  const first = places.responses.get(part.id)?.id ?? "";
  return [...chunks].map(([name, articles], position) => ({
    ...{ name, title: `Responses to “${part.title}”`, type: "chapter" },
    body: responsesPage(part, contents, {
      ...{ id: position === 0 ? first : name, goesOn: position > 0, articles },
    }),
  }));
}

function articleOf(writer: BookWriter, part: BookPart, response: BookResponse, id: string): Markup {
  const { places, contents, look } = writer;
  const { url } = contents.site;
  const none = { id, xhtml: "", parentAddress: null, sourceAddress: null };
  if (response.kind === "pingback") {
    const from = places.parts.get(part.id);
    const path = postPath(response.slug);
    const sourceAddress = (from && writer.linkTo(from, path)) ?? url + path;
    return responseArticle(response, part, contents, { ...none, sourceAddress });
  }
  const place = places.comments.get(response.id);
  const { parent } = response;
  const known = parent && places.comments.get(parent.id);
  return responseArticle(response, part, contents, {
    ...none,
    xhtml: place ? writer.write(response.html, place, { takesNotes: false, rise: 1 }).xhtml : "",
    parentAddress: known ? look.addressOf(known) : parent && url + commentPath(parent.id),
  });
}
