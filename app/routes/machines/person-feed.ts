import type { LoaderFunctionArgs } from "@remix-run/node";
import { feedPath } from "~/feeds/feed";
import { personPath } from "~/people/person";
import { bylinesKey, personKey } from "~/people/person.server";
import { signedBy } from "~/posts/post.server";
import { listFiledIds } from "~/posts/post-ids.server";
import type { PageHandle } from "../page-handle";
import { getPerson } from "../reading/people/person-request";
import { answerPosts, FEED_HANDLE, formatOf } from "./feed-answer";

export const handle: PageHandle = FEED_HANDLE;

/** The feed of a person's newest posts. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const format = formatOf(request);
  const { id, name, handle, createdAt } = await getPerson(db, params.handle, feedPath("", format));
  addCacheTags(personKey(id), bylinesKey(id));
  const source = {
    thing: `people/${id}`,
    since: createdAt,
    title: `Posts by ${name}`,
    path: personPath(handle),
  };
  return answerPosts(context, format, source, (page, size) =>
    listFiledIds(db, page, { ...size, fetchIds: signedBy(db, id) }),
  );
}
