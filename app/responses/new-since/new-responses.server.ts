import { listNewComments } from "~/comments/new-comments.server";
import { listNewPingbacks } from "~/pingbacks/new-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { ResponsePage, ThreadItem } from "../response";
import {
  addressFrom,
  keyOf,
  type NewOnPage,
  type NewSince,
  type NewTo,
  newOnPage,
  type Place,
} from "./new-responses";

/** Nobody reads so many one by one, and each takes a row: of more, "500+ new" is said. */
const MAX_NEW = 500;

/** The new responses of a whole conversation, in the order of reading. */
export async function listNew(db: DatabaseClient, postId: number, { readerId, seenNumber, mutedIds }: NewTo) {
  const take = MAX_NEW + 1;
  const butBy = [readerId, ...mutedIds];
  const comments = await listNewComments(db, postId, { seenNumber, butBy }, take);
  const pingbacks = await listNewPingbacks(db, postId, { seenNumber, readerId }, take);
  const all = [
    ...comments.map((row) => ({ kind: "comment" as const, ...row })),
    ...pingbacks.map((row) => ({ kind: "pingback" as const, ...row })),
  ].sort((a, b) => a.number - b.number);
  return {
    places: all.slice(0, MAX_NEW).sort((a, b) => (a.path < b.path ? -1 : 1)),
    isMore: all.length > MAX_NEW,
  };
}

interface Conversation {
  post: { id: number; responseNumber: number };
  to: NewTo;
  since: Date;
}

export interface FoundNew {
  onPage: NewOnPage;
  newSince: NewSince | null;
}

export const NOTHING_NEW: FoundNew = { onPage: new Map(), newSince: null };

/** What is new in a conversation, and on one page of it in the order of reading. Nothing is asked of the database for a
 *  conversation of one page, nor without responses above the number that was seen. */
export async function findNew(
  db: DatabaseClient,
  { post, to, since }: Conversation,
  { responses, pages }: Pick<ResponsePage, "responses" | "pages">,
): Promise<FoundNew> {
  if (post.responseNumber <= to.seenNumber) return NOTHING_NEW;
  const whole = pages === 1 ? null : await listNew(db, post.id, to);
  const end = responses.at(-1)?.path ?? "";
  const onPage = newOnPage(
    responses,
    to,
    whole?.places.find(({ path }) => path > end),
  );
  const first = whole ? whole.places[0] : firstOn(onPage, responses);
  const isMore = whole?.isMore ?? false;
  return {
    onPage,
    newSince: toHead(onPage, first, { count: whole?.places.length ?? onPage.size, isMore, since }),
  };
}

/** The same on a page in another order, on which the way goes from one to the next as they stand there. */
export async function findNewInOrder(
  db: DatabaseClient,
  { post, to, since }: Conversation,
  responses: readonly ThreadItem[],
): Promise<FoundNew> {
  if (post.responseNumber <= to.seenNumber) return NOTHING_NEW;
  const { places, isMore } = await listNew(db, post.id, to);
  const onPage = newOnPage(responses, to);
  const first = firstOn(onPage, responses) ?? places[0];
  return { onPage, newSince: toHead(onPage, first, { count: places.length, isMore, since }) };
}

const firstOn = (onPage: NewOnPage, responses: readonly ThreadItem[]) =>
  responses.find((response) => onPage.has(keyOf(response)));

const toHead = (
  onPage: NewOnPage,
  first: Place | undefined,
  counted: Omit<NewSince, "first">,
): NewSince | null => (first ? { ...counted, first: addressFrom(onPage, first) } : null);
