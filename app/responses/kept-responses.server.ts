// Pages of discussions, kept for members: their pages are made for each of them, but what everyone may see of the responses is the same.

import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts } from "~/platform/kept-parts";
import { postKey } from "~/posts/post.server";
import type { ResponsePage, ThreadItem } from "./response";
import { listResponses } from "./responses.server";

/** Of a response without its text: names, dates, and its markup. */
const RESPONSE_BYTES = 1_500;

/** The same as listResponses(), from memory if nothing has changed since. `tagsOf` gives the cache tags of what responses show beside
 *  their post. */
export async function keepResponses(
  { db, parts }: { db: DatabaseClient; parts: KeptParts },
  post: { id: number; responseNumber: number },
  page: number,
  tagsOf: (responses: ThreadItem[]) => string[],
): Promise<ResponsePage | null> {
  const name = `responses:${post.id}:${page}`;
  const kept = await parts.findAll<ResponsePage>([name], async () => {
    const found = await listResponses(db, post, page);
    // Numbers of pages that aren't there would take the room of others.
    if (!found) return new Map();
    const { responses } = found;
    // Each change of the site is compared with them, and most people are named more than once.
    const tags = [...new Set([postKey(post.id), ...tagsOf(responses)])];
    const bytes = responses.reduce((sum, response) => sum + bytesOf(response), RESPONSE_BYTES);
    return new Map([[name, { value: found, tags, bytes }]]);
  });
  return kept.get(name)?.value ?? null;
}

/** A text is kept in its markup, too. */
const bytesOf = (response: ThreadItem): number =>
  RESPONSE_BYTES + ("html" in response ? 2 * response.html.length : 0);
