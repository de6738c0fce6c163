import type { LoaderFunctionArgs } from "@remix-run/node";
import { feedPath } from "~/feeds/feed";
import { listPartIds } from "~/posts/post-ids.server";
import { seriesPath } from "~/series/series";
import { partsKey, seriesKey } from "~/series/series.server";
import type { PageHandle } from "../page-handle";
import { getSeries } from "../reading/series/series-request";
import { answerPosts, FEED_HANDLE, formatOf } from "./feed-answer";

export const handle: PageHandle = FEED_HANDLE;

/** The feed of a series' newest parts. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const format = formatOf(request);
  const { id, slug, title, createdAt } = await getSeries(db, params.slug, feedPath("", format));
  addCacheTags(seriesKey(id), partsKey(id));
  const source = { thing: `series/${id}`, since: createdAt, title, path: seriesPath(slug) };
  return answerPosts(context, format, source, (page, size) =>
    listPartIds(db, page, { ...size, seriesId: id }),
  );
}
