// Reads what followers are told of, each thing once for all who are told of it together.

import { commentPath } from "~/comments/comment";
import { findToldResponse } from "~/comments/comment-news.server";
import { fillOne } from "~/comments/references/fill-references.server";
import type { DueItem } from "~/following/due.server";
import { type Item, type WrittenItem, writeItem } from "~/following/emails/told-item";
import type { DatabaseClient } from "~/platform/database/database.server";
import { postPath, quoteTitle } from "~/posts/post";
import { findToldPost } from "~/posts/post-news.server";

/** Returns an item as it stands; null if not everyone can read it any more. */
export type ReadItem = (item: Pick<DueItem, "commentId" | "newPostId">) => Promise<WrittenItem | null>;

export function createReader(db: DatabaseClient, siteUrl: string): ReadItem {
  const known = new Map<string, Promise<WrittenItem | null>>();
  return ({ commentId, newPostId }) => {
    const key = commentId === null ? `post ${newPostId}` : `comment ${commentId}`;
    const item =
      known.get(key) ??
      (commentId === null ? readPost(db, newPostId ?? 0) : readResponse(db, commentId)).then(
        (found) => found && writeItem(found, siteUrl),
      );
    known.set(key, item);
    return item;
  };
}

async function readResponse(db: DatabaseClient, commentId: number): Promise<Item | null> {
  const comment = await findToldResponse(db, commentId);
  if (!comment) return null;
  const { id, post, person, guestName, createdAt, editedAt } = comment;
  const { html } = await fillOne(db, { html: comment.html, at: editedAt ?? createdAt, postId: post.id });
  return {
    ...{ kind: "response", postId: post.id, title: post.title, path: commentPath(id) },
    blocks: await blocksOf(html),
    partOf: null,
    name: person?.name ?? guestName ?? "Someone",
    replyPath: `${postPath(post.slug)}/respond?to=${id}&quote=1#respond`,
  };
}

async function readPost(db: DatabaseClient, id: number): Promise<Item | null> {
  const post = await findToldPost(db, id);
  if (!post) return null;
  return {
    ...{ kind: "post", postId: id, title: post.title },
    blocks: post.summary ? [post.summary] : await blocksOf(await htmlOf(db, post)),
    name: post.bylines.map(({ person }) => person.name).join(", "),
    ...{ path: postPath(post.slug), replyPath: null },
    partOf:
      post.series && post.part !== null ? `Part ${post.part} of ${quoteTitle(post.series.title)}` : null,
  };
}

const htmlOf = async (
  db: DatabaseClient,
  { id: postId, html, publishedAt }: { id: number; html: string; publishedAt: Date | null },
) => (await fillOne(db, { html, at: publishedAt ?? new Date(0), postId })).html;

/** Imported on demand, so that a process that sends no e-mail doesn't load the HTML parser. */
const blocksOf = async (html: string): Promise<string[]> =>
  (await import("~/markdown/text-blocks")).listTextBlocks(html);
