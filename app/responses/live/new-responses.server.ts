import { commentPath } from "~/comments/comment";
import { listNumbersAfter } from "~/comments/thread/comment-places.server";
import { pingbackPath } from "~/pingbacks/pingback";
import { listPingbackNumbersAfter } from "~/pingbacks/pingback.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { MAX_TOLD, type NewResponse, type Watched } from "./live";

export interface Numbered {
  response: NewResponse;
  /** The comment's writer, who isn't told of it. */
  personId: number | null;
}

/** What everyone may see of a post's responses with numbers above `after`: the first MAX_TOLD. A number is given at the first approval,
 *  so what is edited, hidden or shown again isn't new. */
export async function listNewResponses(db: DatabaseClient, { postId, after }: Watched): Promise<Numbered[]> {
  const comments = await listNumbersAfter(db, postId, after, MAX_TOLD);
  const pingbacks = await listPingbackNumbersAfter(db, postId, after, MAX_TOLD);
  const all: Numbered[] = [
    ...comments.map(({ id, number, personId }) => ({
      response: [number ?? 0, commentPath(id)] as NewResponse,
      personId,
    })),
    ...pingbacks.map(({ id, number }) => ({
      response: [number, pingbackPath(id)] as NewResponse,
      personId: null,
    })),
  ];
  return all.sort((a, b) => a.response[0] - b.response[0]).slice(0, MAX_TOLD);
}
