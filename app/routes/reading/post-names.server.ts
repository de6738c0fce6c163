import { fillOne } from "~/comments/references/fill-references.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { FiledPost } from "~/posts/post";

/** A post with the names of those whom its text mentions and quotes, and the cache tags of these. */
export async function withNames(
  db: DatabaseClient,
  post: FiledPost,
): Promise<{ post: FiledPost; tags: string[] }> {
  const at = post.editedAt ?? post.publishedAt;
  const { html, tags } = await fillOne(db, { html: post.html, at, postId: post.id });
  return { post: { ...post, html }, tags };
}
