// Renders the texts again that show an upload, after it was replaced or removed.

import { z } from "zod";
import { RENDER_VERSION } from "~/markdown/version";
import { columnOf, listPlaces, type PlaceColumn } from "~/media/use/media-use.server";
import type { Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue } from "~/platform/jobs/jobs.server";
import type { PublishingDeps } from "../publishing/publish-post.server";
import { TEXTS } from "../re-render.server";

/** Texts of one job, about a second of work. */
const AT_ONCE = 10;

const KINDS = new Map<PlaceColumn, string>([
  ["personId", "bios"],
  ["seriesId", "introductions of series"],
  ["postId", "texts of posts"],
  ["commentId", "texts of comments"],
  ["pageId", "texts of pages"],
]);

const text = z.object({ kind: z.enum([...KINDS.values()]), id: z.number() });

export const remakeTextsJob = defineJob({
  kind: "remake-texts",
  queue: "rendering",
  payload: z.object({ texts: z.array(text) }),
  async run(deps: PublishingDeps, { texts }, now) {
    for (const { kind, id } of texts) {
      const found = TEXTS.find(({ name }) => name === kind);
      // As if this version were outdated: whatever its version, the text is listed.
      const [row] = (await found?.list(deps.db, RENDER_VERSION + 1, id - 1, 1)) ?? [];
      if (found && row?.id === id && !(await found.remake(deps, row, now)))
        throw new Error(`The renderer is busy: ${found.nameOf(row)} is made again later.`);
    }
  },
});

/** Renders all texts again that name an upload. Drafts are rendered whenever they are shown. */
export async function remakeTextsWith(tx: Transaction, mediaId: number, now: Date): Promise<void> {
  const texts = (await listPlaces(tx.db, { mediaId })).flatMap((place) => {
    const [column, id] = columnOf(place);
    const kind = KINDS.get(column);
    return kind ? [{ kind, id }] : [];
  });
  for (let at = 0; at < texts.length; at += AT_ONCE)
    await enqueue(tx, remakeTextsJob, { texts: texts.slice(at, at + AT_ONCE) }, { now });
}
