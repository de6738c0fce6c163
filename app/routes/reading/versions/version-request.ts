import type { DatabaseClient } from "~/platform/database/database.server";
import { historyPath, postPath } from "~/posts/post";
import { findRevision } from "~/revisions/revision.server";
import { gone, notFound } from "../../not-found";

/** Versions have numbers below a million. */
const NUMBER = /^[1-9]\d{0,5}$/;

/** The version of a published post with the number of an address. Throws 404, or 410 for one that was removed. */
export async function getRevision(
  db: DatabaseClient,
  post: { id: number; slug: string; title: string },
  asked: string,
) {
  const revision = NUMBER.test(asked) ? await findRevision(db, post.id, Number(asked)) : null;
  const suggestions = [
    { href: postPath(post.slug), title: post.title },
    { href: historyPath(post.slug), title: "All versions of this post" },
  ];
  if (!revision) throw notFound("version", suggestions);
  if (!revision.removedAt) return revision;
  throw gone("version", {
    because: {
      title: "This version was removed",
      sentence: `An editor has removed version ${revision.number} of this post.`,
    },
    suggestions,
  });
}
