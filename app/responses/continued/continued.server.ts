import type { Continuations } from "~/links/continuation";
import { listContinuations } from "~/links/continuations.server";
import { personKey } from "~/people/person.server";
import { pingbacksKey } from "~/pingbacks/pingbacks-key";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { KeptParts, Part } from "~/platform/kept-parts";
import { postTextKey } from "~/posts/post.server";

/** About what one takes in memory. */
const CONTINUATION_BYTES = 500;

/** In which posts the responses to a post are continued. The pages that show it have its cache tags. Each of these posts has its pingback, so a
 *  comment changes none of it, and the page after one has it still. */
export const keepContinuations = (
  { db, parts }: { db: DatabaseClient; parts: KeptParts },
  postId: number,
): Promise<Part<Continuations>> =>
  parts.find(`continuations:${postId}`, async () => {
    const value = await listContinuations(db, postId);
    const posts = [...value.values()].flat();
    const shown = posts.flatMap(({ id, writers }) => [
      postTextKey(id),
      ...writers.map((writer) => personKey(writer.id)),
    ]);
    const tags = [...new Set([pingbacksKey(postId), ...shown])];
    return { value, tags, bytes: CONTINUATION_BYTES * (1 + posts.length) };
  });
