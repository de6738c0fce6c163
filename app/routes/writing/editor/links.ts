import type { LoaderFunctionArgs } from "@remix-run/node";
import { pagePath } from "~/pages/page";
import { findPagesByTitle } from "~/pages/page.server";
import { postPath } from "~/posts/post";
import { findPostsByTitle } from "~/posts/post-suggestions.server";
import { findTagsByName } from "~/tags/tag.server";
import { tagPath } from "~/tags/tag-list";
import type { PageHandle } from "../../page-handle";

export const handle: PageHandle = { act: "post.write", answersScript: true };

/** A longer query is a pasted text. */
const MAX_QUERY_CHARS = 100;

/** Posts, pages and tags of the site whose name contains what was typed, for the editor's script. */
export async function loader({ context }: LoaderFunctionArgs) {
  const query = (context.query("q").get("q") ?? "").trim().slice(0, MAX_QUERY_CHARS);
  const posts = await findPostsByTitle(context.db, query);
  const pages = query ? await findPagesByTitle(context.db, query) : [];
  const tags = query ? await findTagsByName(context.db, query) : [];
  return Response.json([
    ...posts.map(({ title, slug }) => ({ title, href: postPath(slug), detail: "post" })),
    ...pages.map(({ title, slug }) => ({ title, href: pagePath(slug), detail: "page" })),
    ...tags.map(({ name, slug }) => ({ title: name, href: tagPath(slug), detail: "tag" })),
  ]);
}
