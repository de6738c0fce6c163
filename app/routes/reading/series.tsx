import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Prose } from "~/design/prose";
import { ONE_PAGE } from "~/platform/http/route-rules";
import { PostCard } from "~/posts/view/post-card";
import { seriesPath } from "~/series/series";
import { findSeries, listPartSummaries, partsKey, seriesKey } from "~/series/series.server";
import { formatParts, formatStatus } from "~/series/series-under-way";
import { notFound } from "../not-found";
import { onServer, serverData, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { head } from "../titles";
import { shownWith } from "./shown";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  return data ? head(args, data.series.title, seriesPath(data.series.slug)) : [];
};

export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const series = await findSeries(db, slug);
  if (!series) throw notFound("series", [{ href: "/series", title: "All series" }]);
  const parts = await listPartSummaries(db, series.id);
  addCacheTags(seriesKey(series.id), partsKey(series.id), ...parts.flatMap(shownWith));
  return onServer({ series, parts });
}

export default function Series() {
  const { series, parts } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <p className="kicker">Series</p>
        <h1 dir="auto">{series.title}</h1>
        <p>
          {formatParts(series.parts)}, {formatStatus(series.status)}
        </p>
      </header>
      <Prose html={series.introHtml} className="about" />
      <ol className="post-list">
        {parts.map((post) => (
          <li key={post.id} value={post.series?.part}>
            <PostCard post={post} heading="h2" withinSeries />
          </li>
        ))}
      </ol>
    </>
  );
}
