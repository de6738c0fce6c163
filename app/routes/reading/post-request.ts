import { redirect } from "@remix-run/node";
import type { DatabaseClient } from "~/platform/database/database.server";
import { findMovedSlug, isWithdrawnAddress } from "~/posts/address/post-address.server";
import { findPost } from "~/posts/filed-post.server";
import { type FiledPost, postPath } from "~/posts/post";
import { suggestPosts } from "~/posts/post-suggestions.server";
import { everyone } from "~/visibility/visibility.server";
import { notFound, notFoundFor, withdrawn } from "../not-found";

/** The published post of an address. A former slug redirects to the same `place` of the post. Throws 404, or 410 for a withdrawn post. */
export async function getPost(
  db: DatabaseClient,
  slug: string,
  place: (slug: string) => string = postPath,
  find: (slug: string) => Promise<FiledPost | null> = (slug) => findPost(db, everyone, slug),
): Promise<FiledPost> {
  const post = await find(slug);
  if (post) return post;
  const moved = await findMovedSlug(db, postPath(slug));
  if (moved !== null) throw redirect(place(moved), 301);
  throw (await isWithdrawnAddress(db, slug)) ? withdrawn() : notFound("post", await suggest(db, slug));
}

/** The answer for a form sent to a post that isn't there: 410 if it was withdrawn, or 404. The page gives the text back. */
export const explainMissingPost = async (db: DatabaseClient, slug: string, typed?: string) =>
  (await isWithdrawnAddress(db, slug)) ? withdrawn(typed) : notFoundFor("post", typed);

const suggest = async (db: DatabaseClient, slug: string) =>
  (await suggestPosts(db, slug)).map(({ slug, ...post }) => ({ href: postPath(slug), ...post }));
