import type { LoaderFunctionArgs } from "@remix-run/node";
import { feedPath, UNDATED } from "~/feeds/feed";
import { listFiledIds } from "~/posts/post-ids.server";
import { filedUnder, tagKey, tagNameKey } from "~/tags/tag.server";
import { tagPath } from "~/tags/tag-list";
import type { PageHandle } from "../page-handle";
import { getTag } from "../reading/tags/tag-request";
import { answerPosts, FEED_HANDLE, formatOf } from "./feed-answer";

export const handle: PageHandle = FEED_HANDLE;

/** The feed of a tag's newest posts. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const format = formatOf(request);
  const { id, slug, name, description } = await getTag(db, params.slug, feedPath("", format));
  addCacheTags(tagKey(id), tagNameKey(id));
  const source = {
    ...{ thing: `tags/${id}`, since: UNDATED, description },
    title: `Posts filed under ${name}`,
    path: encodeURI(tagPath(slug)),
  };
  return answerPosts(context, format, source, (page, size) =>
    listFiledIds(db, page, { ...size, fetchIds: filedUnder(db, id) }),
  );
}
