// Puts the planned corpus into a new database: rows at a time rather than by the commands, but with everything in them that the
// commands would have derived. check-corpus.ts holds it to that.

import { fromRoot } from "~/cli/ground";
import { renderMarkdown } from "~/markdown/markdown";
import type { RenderMarkdown } from "~/markdown/render-markdown";
import { introducePerson } from "~/people/person.server";
import { type Database, openDatabase } from "~/platform/database.server";
import { migrate } from "~/platform/migrate.server";
import { announceSeries } from "~/series/series.server";
import { settleSite } from "~/site/site.server";
import { commentRows, pageRows, pingbackRows } from "./comment-rows";
import { planDiscussion } from "./discussion";
import { bylineRows, postRows, postTagRows, tagRows } from "./post-rows";
import { HANDLES, type PlannedPost, planPosts, SERIES } from "./posts";
import { createRandom } from "./random";
import { makeCommentTexts, makePostTexts, SITE_URL } from "./texts";

const TIME_ZONE = "Europe/London";
/** As many rows as go into one statement's worth of work; a transaction may take fifteen seconds. */
const ROWS_AT_A_TIME = 2_000;

export async function writeCorpus(file: string): Promise<void> {
  migrate(`file:${file}`, fromRoot("prisma/migrations"));
  const db = openDatabase(`file:${file}`);
  try {
    const posts = planPosts();
    await writeSettings(db, posts[0]?.publishedAt ?? new Date(0));
    const people = await idsByName(db.person.findMany({ select: { id: true, handle: true } }));
    const series = await idsByName(db.series.findMany({ select: { id: true, slug: true } }));
    const discussions = planDiscussions(posts);
    const texts = makePostTexts();

    await inParts(postRows(posts, texts, series, discussions, TIME_ZONE), (data) =>
      db.post.createMany({ data }),
    );
    await inParts(bylineRows(posts, people), (data) => db.byline.createMany({ data }));
    const tags = tagRows(posts);
    await db.tag.createMany({ data: tags });
    await inParts(postTagRows(posts, tags), (data) => db.postTag.createMany({ data }));
    await inParts(commentRows(discussions, makeCommentTexts(), [...people.values()]), (data) =>
      db.comment.createMany({ data }),
    );
    await inParts(pingbackRows(posts, discussions, texts), (data) => db.pingback.createMany({ data }));
    await db.responsePage.createMany({ data: pageRows(discussions) });
  } finally {
    await db.close();
  }
}

/** What is few and small, by the commands. */
async function writeSettings(db: Database, began: Date) {
  const render: RenderMarkdown = async (source, options) =>
    renderMarkdown(source, { ...options, siteUrl: SITE_URL });
  const means = { db, render };
  await settleSite(means, {
    ...{ name: "Longtable", tagline: "A site to measure", language: "en-GB", timeZone: TIME_ZONE },
    about: "Two thousand posts without sense, and forty thousand comments on them.",
  });
  for (const handle of HANDLES)
    await introducePerson(
      means,
      { handle, name: handle.charAt(0).toUpperCase() + handle.slice(1), bio: "" },
      began,
    );
  for (const [index, slug] of SERIES.entries()) {
    const status = index % 2 ? "complete" : "under way";
    const title = slug.replaceAll("-", " ");
    await announceSeries(means, { slug, title, status, intro: "A series of *five* parts." }, began);
  }
}

async function idsByName(rows: PromiseLike<({ id: number } & ({ handle: string } | { slug: string }))[]>) {
  return new Map((await rows).map((row) => ["handle" in row ? row.handle : row.slug, row.id]));
}

function planDiscussions(posts: PlannedPost[]) {
  const random = createRandom(40_000);
  const pings = new Map<number, { from: number; at: Date }[]>();
  for (const post of posts)
    for (const target of post.linksTo)
      pings.set(target, [...(pings.get(target) ?? []), { from: post.id, at: post.publishedAt }]);
  return new Map(posts.map((post) => [post.id, planDiscussion(random, post, pings.get(post.id) ?? [])]));
}

async function inParts<Row>(rows: Row[], write: (part: Row[]) => Promise<unknown>) {
  for (let from = 0; from < rows.length; from += ROWS_AT_A_TIME)
    await write(rows.slice(from, from + ROWS_AT_A_TIME));
}
