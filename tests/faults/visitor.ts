// A visitor who comments while the site has a fault.

import { createPost } from "../factories/posts";
import { openTestSite, type TestSite } from "../factories/site";
import { typed } from "../routes/responding/typed";

/** A site with the post "a". */
export async function openWithPost(options: Parameters<typeof openTestSite>[0] = {}): Promise<TestSite> {
  const site = await openTestSite(options);
  await createPost(site.services, { slug: "a" });
  return site;
}

export const say = (site: TestSite, body: string): Promise<Response> =>
  site.post("/posts/a/respond", typed({ body }));

/** The comments on the post, and their number in the post's row. */
export async function standing(site: TestSite) {
  const { db } = site.services;
  const comments = await db.comment.findMany({ orderBy: { number: "asc" } });
  const post = await db.post.findUniqueOrThrow({ where: { slug: "a" } });
  return { comments: comments.map((comment) => comment.source), counted: post.responseNumber };
}

export const textOf = async (answer: Response | Promise<Response>) => (await answer).text();
