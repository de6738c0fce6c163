import type { AppLoadContext } from "@remix-run/node";
import { type BookSource, bookFilePath, FAILED, keyOf, printPath } from "~/books/book";
import { MAX_RESPONSES } from "~/books/book.schema";
import { readBookName, readRefusal } from "~/books/book-name.server";
import { choosePosts } from "~/books/contents/book-source.server";
import { findBook, isBeingMade } from "~/books/making/book-rows.server";
import { limitsOf } from "~/books/pages/front-pages";
import type { AskedSource } from "./book-request";

/** One of the two books of a source, and what can be done with it. */
export interface BookChoice {
  withResponses: boolean;
  responses: number;
  printAddress: string;
  state:
    | { is: "none" }
    | { is: "changed" }
    | { is: "making"; done: number; total: number }
    | { is: "made"; address: string; bytes: number }
    | { is: "refused"; reason: string };
}

export interface BookChoices {
  /** Posts in either book. */
  posts: number;
  limits: string[];
  choices: BookChoice[];
}

export async function listChoices(context: AppLoadContext, source: AskedSource): Promise<BookChoices> {
  const { posts, total, keptOff } = await choosePosts(context.db, { ...source, postCount: source.count });
  const responses = posts.reduce((sum, post) => sum + post.responseCount, 0);
  const choices: BookChoice[] = [];
  for (const withResponses of responses > 0 ? [false, true] : [false])
    choices.push({
      ...{ withResponses, responses, printAddress: printPath(source, withResponses) },
      state:
        withResponses && responses > MAX_RESPONSES
          ? { is: "refused", reason: "book.too-many-responses" }
          : await readState(context, source, withResponses),
    });
  return { posts: posts.length, limits: limitsOf({ source, total, keptOff }), choices };
}

async function readState(
  context: AppLoadContext,
  source: BookSource,
  withResponses: boolean,
): Promise<BookChoice["state"]> {
  const key = keyOf(source, withResponses);
  const row = await findBook(context.db, key);
  if (!row) return { is: "none" };
  if (isBeingMade(row, context.now())) return { is: "making", done: row.done, total: row.total };
  const { name, bytes, refusal } = row;
  const isCurrent = name !== null && (await readBookName(context, key)) === name;
  if (isCurrent && bytes !== null) return { is: "made", address: bookFilePath(source, name), bytes };
  if (refusal === FAILED && (isCurrent || name === null)) return { is: "refused", reason: FAILED };
  // What it was refused for may have changed.
  const reason = refusal === null ? null : await readRefusal(context, key);
  if (reason !== null) return { is: "refused", reason };
  return { is: bytes === null ? "none" : "changed" };
}
