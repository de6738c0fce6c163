// Exports one person's data: their posts and comments as files that can be imported again, and what is stored
// about them. Of other people it contains only the addresses of what was replied to, and the handles of
// co-authors.

import { buffer } from "node:stream/consumers";
import pLimit from "p-limit";
import yazl from "yazl";
import { readAccountRecord } from "~/accounts/account-record.server";
import { commentPath } from "~/comments/comment";
import { listOwnComments } from "~/comments/own-comments.server";
import type { Member } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { postPath } from "~/posts/post";
import { type GivenPost, listWrittenPosts } from "~/posts/post-commands.server";
import { readSite } from "~/site/site.server";
import { isPublished } from "~/visibility/status";
import { formatMarkdownFile } from "../content/front-matter";
import { EXPORT_README } from "./export-readme";

/** More than all texts that a person writes in twenty years. Limited because the archive is built in memory,
 *  on a small server. */
export const MAX_EXPORT_BYTES = 48 * 1024 * 1024;
/** Few at a time, because posts may be long. */
const POSTS_AT_ONCE = 20;

/** One export at a time, so that the memory limit holds for all together. */
const queue = pLimit(1);

export type ExportResult = { ok: true; zip: Buffer } | { ok: false; reason: "export.too-large" };

interface Deps {
  db: Database;
  siteUrl: string;
  /** Replaced in tests. */
  maxBytes?: number;
}

export const exportPerson = (deps: Deps, member: Member, now: Date): Promise<ExportResult> =>
  queue(() => makeArchive(deps, member, now));

async function makeArchive(
  { db, siteUrl, maxBytes = MAX_EXPORT_BYTES }: Deps,
  { id: personId, accountId }: Member,
  now: Date,
): Promise<ExportResult> {
  const archive = new yazl.ZipFile();
  let room = maxBytes;
  const add = (name: string, text: string) => {
    const bytes = Buffer.from(text);
    room -= bytes.length;
    if (room >= 0) archive.addBuffer(bytes, name, { mtime: now });
  };
  const { account, profile } = await readAccountRecord(db, accountId, now);
  const { name: siteName } = await readSite(db);
  add("README.md", EXPORT_README({ siteName, siteUrl, now }));
  add("account.json", inJson(account));
  add("profile.json", inJson({ ...profile, address: `${siteUrl}/people/${profile.handle}` }));
  const { handle, name, about } = profile;
  add(`people/${handle}.md`, formatMarkdownFile({ handle, name }, about));

  for (let after = 0; room >= 0; ) {
    const posts = await listWrittenPosts(db, personId, after, POSTS_AT_ONCE);
    for (const post of posts) add(...fileOf(post, now));
    after = posts.at(-1)?.id ?? 0;
    if (posts.length < POSTS_AT_ONCE) break;
  }

  const comments: object[] = [];
  for (let after = 0; room >= 0; ) {
    const rows = await listOwnComments(db, { personId, email: account.email }, after, CHECK_BATCH);
    for (const {
      id,
      source,
      post,
      parentId,
      number,
      status,
      createdAt,
      guestName,
      guestSite,
      ...row
    } of rows) {
      const file = `comments/${id}.md`;
      const about = {
        address: siteUrl + commentPath(id),
        post: siteUrl + postPath(post.slug),
        answers: siteUrl + (parentId === null ? postPath(post.slug) : commentPath(parentId)),
        ...{ number, status, at: createdAt.toISOString() },
        ...(row.personId === null && { "as a guest": { name: guestName, site: guestSite } }),
      };
      comments.push({ file, ...about });
      add(file, formatMarkdownFile(about, source));
    }
    after = rows.at(-1)?.id ?? 0;
    if (rows.length < CHECK_BATCH) break;
  }
  add("comments.json", inJson(comments));

  archive.end();
  if (room < 0) return { ok: false, reason: "export.too-large" };
  return { ok: true, zip: await buffer(archive.outputStream) };
}

/** The file of a post, as in a content folder. Unpublished posts are in another folder, so that an import
 *  doesn't publish them. */
function fileOf({ input, status, publishedAt }: GivenPost, now: Date): [name: string, text: string] {
  const { title, slug, writers, presenters, tags, series, part, summary, source } = input;
  const fields = {
    ...{ title, slug, date: (publishedAt ?? now).toISOString(), byline: writers },
    ...(presenters.length > 0 && { "introduced by": presenters }),
    ...(tags.length > 0 && { tags }),
    ...(series && part && { series, part }),
    ...(summary && { summary }),
  };
  const folder = isPublished({ status }) ? "posts" : "not-published";
  return [`${folder}/${slug}.md`, formatMarkdownFile(fields, source)];
}

const inJson = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
