// What is cited at an address. Throws as the pages of posts and comments do: 404 for what isn't public, 410 for what was withdrawn.

import type { AppLoadContext } from "@remix-run/node";
import { type CitedComment, findCitedComment } from "~/comments/cited-comment.server";
import { isOnWithdrawnPost } from "~/comments/thread/comment-places.server";
import { personKey } from "~/people/person.server";
import { readRowId } from "~/platform/database/rows/row-id";
import { type CitedPost, citedPost, citedVersion } from "~/posts/metadata/cited-post";
import { type FiledPost, postPath } from "~/posts/post";
import { postKey, postTextKey } from "~/posts/post.server";
import { readSite, SITE_KEY } from "~/site/site.server";
import { notFound, withdrawn } from "../../not-found";
import { getPost } from "../post-request";
import { shownWith } from "../shown";
import { getRevision } from "../versions/version-request";

/** The post, or its version that the address names. `place` is the same under another slug. */
export async function getCitedPost(
  context: AppLoadContext,
  slug: string,
  place: (path: string, version: string | null) => string,
): Promise<{ post: FiledPost; cited: CitedPost }> {
  const { db } = context;
  const asked = context.query("version").get("version");
  const post = await getPost(db, slug, (moved) => place(postPath(moved), asked && encodeURIComponent(asked)));
  const site = await readCitedSite(context);
  if (asked === null) {
    context.addCacheTags(SITE_KEY, postTextKey(post.id), ...post.writers.map(({ id }) => personKey(id)));
    return { post, cited: citedPost(post, site) };
  }
  const revision = await getRevision(db, post, asked);
  context.addCacheTags(SITE_KEY, ...shownWith(post));
  return { post, cited: citedVersion({ ...post, title: revision.title }, site, revision) };
}

/** A comment with its post. */
export async function getCitedComment(
  context: AppLoadContext,
  id: string | undefined,
): Promise<{ comment: CitedComment; post: FiledPost; cited: CitedPost }> {
  const { db } = context;
  const rowId = readRowId(id) ?? 0;
  const comment = await findCitedComment(db, rowId);
  if (!comment) throw (await isOnWithdrawnPost(db, rowId)) ? withdrawn() : notFound("comment");
  const post = await getPost(db, comment.post.slug);
  context.addCacheTags(SITE_KEY, postKey(post.id), postTextKey(post.id));
  if (comment.personId !== null) context.addCacheTags(personKey(comment.personId));
  return { comment, post, cited: citedPost(post, await readCitedSite(context)) };
}

async function readCitedSite({ db, siteUrl }: AppLoadContext): Promise<CitedPost["site"]> {
  const { name, language, timeZone } = await readSite(db);
  return { name, language, timeZone, url: siteUrl };
}
