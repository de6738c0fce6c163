// The texts of posts and pages as their drafts have them.

import { type DraftText, emptyDetails } from "~/drafts/draft";
import type { Draft } from "~/drafts/draft.server";
import { readPage } from "~/drafts/publishing/page-input";
import { readPost } from "~/drafts/publishing/post-input";
import type { PageInput } from "~/pages/page.schema";
import { findPageById } from "~/pages/page.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { PostInput } from "~/posts/post.schema";
import { findPostById } from "~/posts/post-commands.server";

/** A post's text as its working copy has it; null if there is no such post. */
export async function findPostText(db: DatabaseClient, postId: number | null): Promise<DraftText | null> {
  const post = postId === null ? null : await findPostById(db, postId);
  return post && asTyped(post.input);
}

/** A post's fields as they would be typed. */
export const asTyped = (input: PostInput): DraftText => ({
  title: input.title,
  source: input.source,
  details: {
    ...emptyDetails(),
    ...{ slug: input.slug, summary: input.summary, tags: input.tags.join(", ") },
    ...{ series: input.series ?? "", part: input.part?.toString() ?? "" },
    ...{ writers: input.writers.join(", "), presenters: input.presenters.join(", ") },
    ...{ language: input.language ?? "", licence: input.licence ?? "" },
    noindex: input.noindex ? "true" : "",
  },
});

/** A page's fields as they would be typed. */
export const pageAsTyped = ({ title, source, slug, language = "" }: PageInput): DraftText => ({
  ...{ title, source },
  details: { ...emptyDetails(), slug, language },
});

/** A page's text as its working copy has it; null if there is no such page. */
export async function findPageText(db: DatabaseClient, pageId: number | null): Promise<DraftText | null> {
  const page = pageId === null ? null : await findPageById(db, pageId);
  return page && pageAsTyped(page.input);
}

/** What the post or page of a draft has; null if there is none. */
export const findPostedText = (
  db: DatabaseClient,
  { kind, postId, pageId }: Pick<Draft, "kind" | "postId" | "pageId">,
): Promise<DraftText | null> => (kind === "page" ? findPageText(db, pageId) : findPostText(db, postId));

/** A draft's text as it will be published: an address that was left empty is made from the title. */
export function toBePosted({ kind, text, owner }: Pick<Draft, "kind" | "text" | "owner">): DraftText {
  if (kind === "page") {
    const read = readPage(text);
    return read.ok ? pageAsTyped(read.input) : text;
  }
  const read = readPost(text, owner?.handle);
  return read.ok ? asTyped(read.input) : text;
}
