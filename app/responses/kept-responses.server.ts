// Pages of discussions, kept for members: their pages are made for each of them, but what everyone may see of the responses is the same.

import { MAX_INDENT } from "~/comments/comment.schema";
import { type Branch, nest } from "~/comments/thread/thread";
import { hasAnyPingback } from "~/pingbacks/shown-pingbacks.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import { postKey } from "~/posts/post.server";
import { KeptBlocks } from "./kept-blocks.server";
import type { ResponsePage, ThreadItem } from "./response";
import { listResponses } from "./responses.server";

/** A page from memory. */
export interface KeptPage extends ResponsePage {
  branches: Branch<ThreadItem>[];
  blocks: KeptBlocks;
  /** Cache tags of what its responses show beside their post. */
  tags: string[];
}

/** Of a response without its text: names, dates, and its markup, for guests and for members, with what that takes compressed. */
const RESPONSE_BYTES = 3_500;

/** The same as listResponses(), from memory if nothing has changed since. `tagsOf` gives the cache tags of what responses show beside
 *  their post. */
export async function keepResponses(
  { db, parts }: { db: DatabaseClient; parts: KeptParts },
  post: { id: number; responseNumber: number },
  page: number,
  tagsOf: (responses: ThreadItem[]) => string[],
): Promise<KeptPage | null> {
  const name = `responses:${post.id}:${page}`;
  const kept = await parts.findAll<KeptPage>([name], async (_missing, former) => {
    const hasPingbacks = await hasAnyPingback({ db, parts }, post.id);
    const found = await listResponses(db, post, page, { hasPingbacks });
    // Numbers of pages that aren't there would take the room of others.
    if (!found) return new Map();
    const responses = withUnchanged(found.responses, former(name)?.responses ?? []);
    // Each change of the site is compared with them, and most people are named more than once.
    const tags = [...new Set(tagsOf(responses))];
    const bytes = responses.reduce((sum, response) => sum + bytesOf(response), RESPONSE_BYTES);
    const branches = nest(responses, MAX_INDENT);
    const blocks = former(name)?.blocks ?? new KeptBlocks();
    const value = { ...found, responses, branches, blocks, tags };
    return new Map([[name, { value, tags: [postKey(post.id), ...tags], bytes, isReusable: true }]]);
  });
  return kept.get(name)?.value ?? null;
}

/** A text is kept in its markup, too: for guests, and for members. */
const bytesOf = (response: ThreadItem): number =>
  RESPONSE_BYTES + ("html" in response ? 3 * response.html.length : 0);

/** The same responses, of which those that are as they were before a change are still the same objects: they have their markup (response-list.tsx),
 *  and a comment changes one of hundreds. */
function withUnchanged(found: ThreadItem[], former: ThreadItem[]): ThreadItem[] {
  if (former.length === 0) return found;
  const known = new Map(former.map((response) => [response.path, response]));
  return found.map((response) => {
    const before = known.get(response.path);
    return before && isSame(before, response) ? before : response;
  });
}

/** Whether all that is shown is the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  let more = 0;
  for (const name in a) {
    if (!isSame(a[name], b[name])) return false;
    more++;
  }
  for (const _ in b) more--;
  return more === 0;
}
