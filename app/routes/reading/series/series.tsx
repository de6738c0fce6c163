import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { ReaderLink } from "~/books/reader-link";
import { FactRow } from "~/design/fact-row";
import { Prose } from "~/design/prose";
import { FeedLinks } from "~/feeds/feed-links";
import { FollowLink } from "~/following/follow-link";
import { may } from "~/people/policy";
import type { Member } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { formatResponseCount } from "~/posts/view/post-words";
import { listAnnounced } from "~/series/announced-parts.server";
import { CourseList } from "~/series/reading/course";
import styles from "~/series/reading/course.css?url";
import { ProgressLine } from "~/series/reading/progress-line";
import { listReadParts } from "~/series/reading/read-parts.server";
import { ReadingSwitch } from "~/series/reading/reading-switch";
import { seriesPath, seriesResponsesPath } from "~/series/series";
import { listPartSummaries, partsKey, seriesKey } from "~/series/series.server";
import { formatParts, formatStatus } from "~/series/series-under-way";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { feedHead, findSite, head } from "../../titles";
import { shownWith } from "../shown";
import { getSeries } from "./series-request";

export const handle: PageHandle = { cached: ONE_PAGE };

export const links = () => [{ rel: "stylesheet", href: styles }];

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { slug, title, parts } = data.series;
  const size = parts > 0 ? `, with ${formatParts(parts)} so far` : "";
  const description = `A series of posts on ${findSite(args).name}${size}.`;
  return [...head(args, title, seriesPath(slug), description), ...feedHead(args, title, seriesPath(slug))];
};

export async function loader({ params: { slug = "" }, context }: LoaderFunctionArgs) {
  const { db, viewer, addCacheTags } = context;
  const series = await getSeries(db, slug);
  const parts = await listPartSummaries(db, series.id);
  addCacheTags(seriesKey(series.id), partsKey(series.id), ...parts.flatMap(shownWith));
  const announced = await listAnnounced(db, series.id);
  const member = viewer.kind === "person" ? viewer : null;
  return onServer({
    ...{ series, parts, announced, member },
    readIds: member && (await readRead(db, member, parts)),
    mayEdit: may(viewer, "series.edit"),
  });
}

/** What a member marked; without a mark if they didn't turn that on. */
const readRead = async (db: DatabaseClient, { accountId, readParts }: Member, parts: { id: number }[]) =>
  readParts
    ? await listReadParts(
        db,
        accountId,
        parts.map(({ id }) => id),
      )
    : new Set<number>();

export default function Series() {
  const { series, parts, announced, member, readIds, mayEdit } = useServerData<typeof loader>();
  const path = seriesPath(series.slug);
  const responses = parts.reduce((sum, { responseCount }) => sum + responseCount, 0);
  return (
    <>
      <header className="page-head">
        <p className="kicker">Series</p>
        <h1 dir="auto">{series.title}</h1>
        <FactRow className="card-line">
          {`${formatParts(series.parts)}, ${formatStatus(series.status)}`}
          {responses > 0 ? (
            <a href={seriesResponsesPath(series.slug)}>{formatResponseCount(responses)}</a>
          ) : null}
          <a href={`${path}/map`}>Map</a>
        </FactRow>
        {mayEdit ? (
          <p className="post-edit">
            <a href={`${path}/edit`}>Edit this series</a>
          </p>
        ) : null}
      </header>
      <Prose html={series.introHtml} className="about" />
      {member && !member.readParts ? null : <ProgressLine parts={parts} readIds={readIds} />}
      <CourseList parts={parts} announced={announced} readIds={readIds} />
      {parts.length > 0 ? <ReadingSwitch slug={series.slug} member={member} /> : null}
      {parts.length > 0 ? <ReaderLink source={{ kind: "series", slug: series.slug }} /> : null}
      <FollowLink kind="series" id={series.id} words="Follow this series" />
      <FeedLinks feeds={[{ path, of: "this series" }]} />
    </>
  );
}
