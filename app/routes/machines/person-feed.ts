import type { LoaderFunctionArgs } from "@remix-run/node";
import { FEED_TYPES, feedPath } from "~/feeds/feed";
import { feedOfPosts } from "~/feeds/post-feed.server";
import { personPath } from "~/people/person";
import { bylinesKey, personKey } from "~/people/person.server";
import { listSignedPosts } from "~/posts/post.server";
import { notFound } from "../not-found";
import type { PageHandle } from "../page-handle";
import { getPerson } from "../reading/person-request";
import { shownWith } from "../reading/shown";
import { answerFeed, formatOf } from "./feed-answer";

export const handle: PageHandle = { cached: { types: FEED_TYPES, query: [] } };

/** The feed of a person's newest posts. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const format = formatOf(request);
  const { id, name, handle, createdAt } = await getPerson(db, params.handle, feedPath("", format));
  const posts = await listSignedPosts(db, id, {});
  if (!posts) throw notFound("feed");
  addCacheTags(personKey(id), bylinesKey(id), ...posts.items.flatMap(shownWith));
  const source = {
    thing: `people/${id}`,
    since: createdAt,
    title: `Posts by ${name}`,
    path: personPath(handle),
  };
  return answerFeed(await feedOfPosts(context, source, posts.items), format);
}
