// Hits as posts with their responses.

import { KINDS } from "../index/entry-key";
import { MAX_PAGES, MAX_RESPONSES_SHOWN, POSTS_PER_PAGE, type SearchOrder } from "../search";
import type { Hit } from "./asking";

export interface Group {
  postId: number;
  isHit: boolean;
  /** The best ones, or of the newest order the newest. */
  responseIds: number[];
  moreResponses: number;
}

/** The posts of all pages, by the best or newest of what is found in each. */
export function toGroups(hits: Hit[], order: SearchOrder): Group[] {
  const byPost = new Map<number, Hit[]>();
  for (const hit of hits) {
    const postId = hit.postId ?? hit.thingId;
    const known = byPost.get(postId);
    if (known) known.push(hit);
    else byPost.set(postId, [hit]);
  }
  const before = order === "newest" ? newestFirst : bestFirst;
  const sorted = [...byPost].map(([postId, own]) => ({ postId, own: own.sort(before) }));
  sorted.sort((a, b) => before(a.own[0] as Hit, b.own[0] as Hit));
  return sorted.slice(0, POSTS_PER_PAGE * MAX_PAGES).map(({ postId, own }) => {
    const responses = own.filter(({ kind }) => kind !== KINDS.post);
    return {
      postId,
      isHit: responses.length < own.length,
      responseIds: responses.slice(0, MAX_RESPONSES_SHOWN).map(({ thingId }) => thingId),
      moreResponses: Math.max(0, responses.length - MAX_RESPONSES_SHOWN),
    };
  });
}

/** A post is what is looked for more often than a response. */
const POST_FACTOR = 1.5;
const worth = ({ kind, score }: Hit) => score * (kind === KINDS.post ? POST_FACTOR : 1);

const newestFirst = (a: Hit, b: Hit) => b.key - a.key;
const bestFirst = (a: Hit, b: Hit) => worth(b) - worth(a) || b.key - a.key;
