import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { ReaderLink } from "~/books/reader-link";
import { FactRow } from "~/design/fact-row";
import { Prose } from "~/design/prose";
import { FeedLinks } from "~/feeds/feed-links";
import { FollowLink } from "~/following/follow-link";
import { may } from "~/people/policy";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { PostCard } from "~/posts/view/post-card";
import { listAnnounced } from "~/series/announced-parts.server";
import { type AnnouncedPart, formatAnnounced, inOrder, seriesPath } from "~/series/series";
import { listPartSummaries, partsKey, seriesKey } from "~/series/series.server";
import { formatParts, formatStatus } from "~/series/series-under-way";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { feedHead, findSite, head } from "../../titles";
import { shownWith } from "../shown";
import { getSeries } from "./series-request";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { slug, title, parts } = data.series;
  const size = parts > 0 ? `, with ${formatParts(parts)} so far` : "";
  const description = `A series of posts on ${findSite(args).name}${size}.`;
  return [...head(args, title, seriesPath(slug), description), ...feedHead(args, title, seriesPath(slug))];
};

export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, addCacheTags } = context;
  const series = await getSeries(db, slug);
  const parts = await listPartSummaries(db, series.id);
  addCacheTags(seriesKey(series.id), partsKey(series.id), ...parts.flatMap(shownWith));
  const announced = await listAnnounced(db, series.id);
  return onServer({ series, parts, announced, mayEdit: may(context.viewer, "series.edit") });
}

export default function Series() {
  const { series, parts, announced, mayEdit } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <p className="kicker">Series</p>
        <h1 dir="auto">{series.title}</h1>
        <FactRow className="card-line">
          {`${formatParts(series.parts)}, ${formatStatus(series.status)}`}
          <a href={`${seriesPath(series.slug)}/map`}>Map</a>
        </FactRow>
        {mayEdit ? (
          <p className="post-edit">
            <a href={`${seriesPath(series.slug)}/edit`}>Edit this series</a>
          </p>
        ) : null}
      </header>
      <Prose html={series.introHtml} className="about" />
      <ol className="post-list">
        {inOrder({ parts: parts.map((post) => ({ post, part: post.series?.part ?? 0 })), announced }).map(
          ({ part, post: filed, announced }) => (
            <li key={filed?.post.id ?? `announced-${part}`} value={part}>
              {filed ? (
                <PostCard post={filed.post} heading="h2" withinSeries />
              ) : (
                <Announced {...announced} />
              )}
            </li>
          ),
        )}
      </ol>
      {series.parts > 0 ? <ReaderLink source={{ kind: "series", slug: series.slug }} /> : null}
      <FollowLink kind="series" id={series.id} words="Follow this series" />
      <FeedLinks feeds={[{ path: seriesPath(series.slug), of: "this series" }]} />
    </>
  );
}

/** A part that isn't published yet. */
const Announced = (announced: AnnouncedPart) => (
  <div className="card">
    <p className="card-series">Part {announced.part}, announced</p>
    <p className="card-announced" dir="auto">
      {formatAnnounced(announced)}
    </p>
  </div>
);
