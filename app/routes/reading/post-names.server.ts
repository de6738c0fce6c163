import { fillOne } from "~/comments/references/fill-references.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import { KeptPiece } from "~/platform/http/answer-body.server";
import type { KeptParts } from "~/platform/kept-parts";
import { findPostFiled } from "~/posts/filed-post.server";
import { type FiledPost, postPath } from "~/posts/post";
import { postKey } from "~/posts/post.server";
import { getPost } from "./post-request";
import { shownWith } from "./shown";

interface NamedPost {
  post: FiledPost;
  text: KeptPiece;
  /** Cache tags of those whom its text names. */
  tags: string[];
}

/** Of a post without its text. */
const POST_BYTES = 4_096;

/** The published post of an address for its own page, from memory if nothing of it has changed. Throws as getPost() does. */
export async function keepPost(
  { db, parts }: { db: DatabaseClient; parts: KeptParts },
  slug: string,
): Promise<NamedPost> {
  const filedWith = (post: FiledPost) => shownWith(post).filter((tag) => tag !== postKey(post.id));
  const find = (asked: string) => findPostFiled({ db, parts }, asked, filedWith);
  const { value } = await parts.find(`post:${slug}`, async () => {
    const value = await withNames(db, await getPost(db, slug, postPath, find));
    const bytes = POST_BYTES + 2 * value.post.html.length;
    return { value, tags: [...shownWith(value.post), ...value.tags], bytes };
  });
  return value;
}

/** With the names of those whom its text mentions and quotes. */
async function withNames(db: DatabaseClient, post: FiledPost): Promise<NamedPost> {
  const at = post.editedAt ?? post.publishedAt;
  const { html, tags } = await fillOne(db, { html: post.html, at, postId: post.id });
  return { post: { ...post, html }, text: new KeptPiece(html), tags };
}
