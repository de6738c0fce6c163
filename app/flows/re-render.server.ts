// Rendered texts are stored, and rendered again in batches when the renderer's version has changed.

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

/** About a second of work per job, between which other jobs run. */
const POSTS_AT_ONCE = 10;
const COMMENTS_AT_ONCE = 100;
const INTRODUCTIONS_AT_ONCE = 50;

const KEY = "re-render";

interface Stale {
  id: number;
}

/** A kind of text: how to list outdated ones and how to render one. */
interface Kind<Row extends Stale = Stale> {
  atOnce: number;
  /** Texts rendered before `version`, by ascending id from `after` on. */
  list(db: DatabaseClient, version: number, after: number, take: number): Promise<Row[]>;
  /** Renders a text again, unless it has changed since. Returns false if the renderer is busy. */
  remake(deps: PublishingDeps, row: Row, now: Date): Promise<boolean>;
}

// biome-ignore lint/suspicious/noExplicitAny: each kind is given the rows that it has listed.
type AnyKind = Kind<any>;
const kind = <Row extends Stale>(one: Kind<Row>): AnyKind => one;

/** In the order of rendering. Jobs contain indexes of this array. */
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

/** The progress: the kind and the last id; or `again`, ids that could not be rendered before. */
const progress = z.object({
  kind: z.number().default(0),
  after: z.number().default(0),
  again: z.array(z.number()).optional(),
});

/** Renders every outdated text again. A text refused for good shows its source and keeps its old version.
 *  Texts refused for the moment go to a job of their own, which fails and is retried while one is left. */
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

/** Whether any text is outdated. */
export async function isStale({ db }: Pick<PublishingDeps, "db">): Promise<boolean> {
  for (const { list } of KINDS) if ((await list(db, RENDER_VERSION, 0, 1)).length > 0) return true;
  return false;
}
