// Rendered texts are stored, and rendered again in batches when the renderer's version has changed.

import { z } from "zod";
import { listStaleComments, renderCommentAgain } from "~/comments/comment-rendering.server";
import { readMentioned } from "~/comments/references/mention.server";
import { setLinks } from "~/links/link.server";
import { showAsTyped } from "~/markdown/as-typed";
import type { Link } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";
import { listStalePages, renderPageAgain } from "~/pages/page-rendering.server";
import { listStalePeople, renderBioAgain } from "~/people/person-rendering.server";
import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue, ensureBy } from "~/platform/jobs/jobs.server";
import { listStalePosts, renderPostAgain } from "~/posts/post-rendering.server";
import { listStaleSeries, renderIntroductionAgain } from "~/series/series-rendering.server";
import { listStaleSites, rewriteSite } from "~/site/site-rendering.server";
import { followLinks } from "./publishing/follow-links.server";
import type { PublishingDeps } from "./publishing/publish-post.server";

/** About a second of work per job, between which other jobs run. */
const POSTS_AT_ONCE = 10;
const COMMENTS_AT_ONCE = 100;
const INTRODUCTIONS_AT_ONCE = 50;

const KEY = "re-render";

interface Stale {
  id: number;
  renderVersion: number;
}

/** A kind of text that is stored with what is made of it. */
export interface Texts<Row extends Stale = Stale> {
  /** As a check is named. */
  name: string;
  /** As a report names a row, such as "post 12". */
  nameOf(row: Row): string;
  /** How many are made again before others have their turn. */
  atOnce: number;
  /** Those that a version before `version` made, after the id `after`, in order of their ids. */
  list(db: DatabaseClient, version: number, after: number, take: number): Promise<Row[]>;
  /** The sources that are shown as they were typed: plain ones, and those of which nothing could be made. */
  shownAsTyped(row: Row): string[];
  /** Makes it again and stores it, unless it has changed. Returns false if that can't be done just now. */
  remake(deps: PublishingDeps, row: Row, now: Date): Promise<boolean>;
}

// biome-ignore lint/suspicious/noExplicitAny: each kind is given the rows that it has listed.
type AnyTexts = Texts<any>;
const texts = <Row extends Stale>(kind: Texts<Row>): AnyTexts => kind;

/** In the order in which they are made again. The numbers of these are stored in jobs. */
export const TEXTS: AnyTexts[] = [
  texts({
    name: "the site’s own texts",
    nameOf: () => "site",
    atOnce: INTRODUCTIONS_AT_ONCE,
    list: listStaleSites,
    shownAsTyped: ({ aboutSource, aboutHtml, rulesSource, rulesHtml }) => [
      ...ifShownAsTyped(aboutSource, aboutHtml),
      ...ifShownAsTyped(rulesSource, rulesHtml),
    ],
    remake: rewriteSite,
  }),
  texts({
    name: "bios",
    nameOf: ({ id }) => `person ${id}`,
    atOnce: INTRODUCTIONS_AT_ONCE,
    list: listStalePeople,
    shownAsTyped: ({ bioSource, bioHtml }) => ifShownAsTyped(bioSource, bioHtml),
    remake: renderBioAgain,
  }),
  texts({
    name: "introductions of series",
    nameOf: ({ id }) => `series ${id}`,
    atOnce: INTRODUCTIONS_AT_ONCE,
    list: listStaleSeries,
    shownAsTyped: ({ introSource, introHtml }) => ifShownAsTyped(introSource, introHtml),
    remake: renderIntroductionAgain,
  }),
  texts({
    name: "texts of posts",
    nameOf: ({ id }) => `post ${id}`,
    atOnce: POSTS_AT_ONCE,
    list: listStalePosts,
    shownAsTyped: ({ source, html }) => ifShownAsTyped(source, html),
    remake: async (deps, post, now) => {
      const follow = async (tx: Transaction, links: Link[], isOut: boolean) => {
        const resolved = await setLinks(tx, { postId: post.id }, links);
        if (isOut) await followLinks(tx, post.id, isOut, now, { resolved });
      };
      return renderPostAgain(deps, post, follow, await readMentioned(deps.db, { postId: post.id }));
    },
  }),
  texts({
    name: "texts of comments",
    nameOf: ({ id }) => `comment ${id}`,
    atOnce: COMMENTS_AT_ONCE,
    list: listStaleComments,
    shownAsTyped: ({ source, html }) => ifShownAsTyped(source, html),
    remake: (deps, comment) =>
      renderCommentAgain(deps, comment, async (tx, links) => {
        await setLinks(tx, { commentId: comment.id }, links);
      }),
  }),
  texts({
    name: "texts of pages",
    nameOf: ({ id }) => `page ${id}`,
    atOnce: INTRODUCTIONS_AT_ONCE,
    list: listStalePages,
    shownAsTyped: ({ source, html }) => ifShownAsTyped(source, html),
    remake: (deps, page) => renderPageAgain(deps, page),
  }),
];

const ifShownAsTyped = (source: string, html: string) =>
  source !== "" && html === showAsTyped(source) ? [source] : [];

/** How far it has come: which kind of text, and after which of them. Or these of that kind, which could not be made before. */
const progress = z.object({
  kind: z.number().default(0),
  after: z.number().default(0),
  again: z.array(z.number()).optional(),
});

/** Renders every outdated text again. A text refused for good shows its source and keeps its old version.
 *  Texts refused for the moment go to a job of their own, which fails and is retried while one is left. */
export const reRenderJob = defineJob({
  kind: "re-render",
  queue: "rendering",
  payload: progress,
  async run(deps: PublishingDeps, { kind: at, after, again }, now) {
    const texts = TEXTS[at];
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
      if (TEXTS[next.kind]) await ensureBy(tx, reRenderJob, next, { at: now, key: KEY, now });
    });
  },
});

async function remakeAgain(deps: PublishingDeps, texts: AnyTexts, ids: number[], now: Date): Promise<void> {
  const missed: number[] = [];
  for (const id of ids) {
    const [row] = await texts.list(deps.db, RENDER_VERSION, id - 1, 1);
    if (row?.id === id && !(await texts.remake(deps, row, now))) missed.push(id);
  }
  if (missed.length > 0) throw new Error(`These texts could not be rendered in time: ${missed.join(", ")}`);
}

/** From the beginning: a waiting job may have got far with an earlier version. */
export const beginReRendering = (tx: Transaction, now: Date) =>
  enqueue(tx, reRenderJob, { kind: 0, after: 0 }, { at: now, key: KEY, now });

/** Whether any text is outdated. */
export async function isStale({ db }: Pick<PublishingDeps, "db">): Promise<boolean> {
  for (const { list } of TEXTS) if ((await list(db, RENDER_VERSION, 0, 1)).length > 0) return true;
  return false;
}
