// What texts become is kept, and made again when the way of making it has changed: some at a time, beside the visitors.

import { z } from "zod";
import { listStaleComments, remakeComment } from "~/comments/comment-rendering.server";
import { RENDER_VERSION } from "~/markdown/version";
import { listStalePeople, remakeBio } from "~/people/person-rendering.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue, ensureBy } from "~/platform/jobs/jobs.server";
import { listStalePosts, remakePost } from "~/posts/post-rendering.server";
import { listStaleSeries, remakeIntro } from "~/series/series-rendering.server";
import { listStaleSites, rewriteSite } from "~/site/site-rendering.server";
import { followLinks, type PublishingDeps } from "./publish-post.server";

/** A second or so of work, after which others have their turn. */
const POSTS_AT_ONCE = 10;
const COMMENTS_AT_ONCE = 100;
const INTRODUCTIONS_AT_ONCE = 50;

const KEY = "re-render";

interface Stale {
  id: number;
}

/** One kind of text: where its old ones stand, and how one of them is made again. */
interface Kind<Row extends Stale = Stale> {
  atOnce: number;
  /** Those that a version before `version` made, after one, in order of their ids. */
  list(db: DatabaseClient, version: number, after: number, take: number): Promise<Row[]>;
  /** Makes it again and keeps it, if it still is what it was. Gives false where it can't be made just now. */
  remake(deps: PublishingDeps, row: Row, now: Date): Promise<boolean>;
}

// biome-ignore lint/suspicious/noExplicitAny: each kind is given the rows that it has listed.
type AnyKind = Kind<any>;
const kind = <Row extends Stale>(one: Kind<Row>): AnyKind => one;

/** In the order in which they are made again. The numbers of these stand in jobs. */
const KINDS: AnyKind[] = [
  kind({ atOnce: INTRODUCTIONS_AT_ONCE, list: listStaleSites, remake: rewriteSite }),
  kind({ atOnce: INTRODUCTIONS_AT_ONCE, list: listStalePeople, remake: remakeBio }),
  kind({ atOnce: INTRODUCTIONS_AT_ONCE, list: listStaleSeries, remake: remakeIntro }),
  kind({
    atOnce: POSTS_AT_ONCE,
    list: listStalePosts,
    remake: (deps, post, now) => remakePost(deps, post, (tx, links) => followLinks(tx, post.id, links, now)),
  }),
  kind({ atOnce: COMMENTS_AT_ONCE, list: listStaleComments, remake: remakeComment }),
];

/** How far it has come: which kind of text, and after which of them. Or these of that kind, which could not be made before. */
const progress = z.object({
  kind: z.number().default(0),
  after: z.number().default(0),
  again: z.array(z.number()).optional(),
});

/**
 * Has every text that an older version made, made again. One that is refused for good shows its source and stays of its old
 * version; those that are refused in passing are a job of their own, which fails, and so is tried again, while one is left.
 */
export const reRenderJob = defineJob({
  kind: "re-render",
  payload: progress,
  async run(deps: PublishingDeps, { kind: at, after, again }, now) {
    const texts = KINDS[at];
    if (!texts) return;
    if (again) return remakeAgain(deps, texts, again, now);
    const rows = await texts.list(deps.db, RENDER_VERSION, after, texts.atOnce);
    const missed: number[] = [];
    for (const row of rows) if (!(await texts.remake(deps, row, now))) missed.push(row.id);
    const last = rows.at(-1);
    const next =
      last && rows.length === texts.atOnce ? { kind: at, after: last.id } : { kind: at + 1, after: 0 };
    await deps.db.write(async (tx) => {
      if (missed.length > 0) await enqueue(tx, reRenderJob, { kind: at, after: 0, again: missed }, { now });
      if (KINDS[next.kind]) await ensureBy(tx, reRenderJob, next, { at: now, key: KEY, now });
    });
  },
});

async function remakeAgain(deps: PublishingDeps, texts: AnyKind, ids: number[], now: Date): Promise<void> {
  const missed: number[] = [];
  for (const id of ids) {
    const [row] = await texts.list(deps.db, RENDER_VERSION, id - 1, 1);
    if (row?.id === id && !(await texts.remake(deps, row, now))) missed.push(id);
  }
  if (missed.length > 0) throw new Error(`These texts could not be rendered in time: ${missed.join(", ")}`);
}

export const beginReRendering = (tx: Transaction, now: Date) =>
  ensureBy(tx, reRenderJob, { kind: 0, after: 0 }, { at: now, key: KEY, now });

/** Whether some text was made by an older version. */
export async function isStale({ db }: Pick<PublishingDeps, "db">): Promise<boolean> {
  for (const { list } of KINDS) if ((await list(db, RENDER_VERSION, 0, 1)).length > 0) return true;
  return false;
}
