import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Prose } from "~/design/prose";
import { may } from "~/people/policy";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { seriesPath } from "~/series/series";
import { ALL_SERIES_KEY, listSeries } from "~/series/series.server";
import { formatParts, formatStatus } from "~/series/series-under-way";
import { onServer, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { findSite, head } from "../../titles";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) =>
  head(args, "Series", "/series", `Posts on ${findSite(args).name} that belong together, in their order.`);

export async function loader({ context }: LoaderFunctionArgs) {
  context.addCacheTags(ALL_SERIES_KEY);
  return onServer({ series: await listSeries(context.db), mayEdit: may(context.viewer, "series.edit") });
}

export default function AllSeries() {
  const { series, mayEdit } = useServerData<typeof loader>();
  return (
    <>
      <header className="page-head">
        <h1>Series</h1>
        {mayEdit ? (
          <p className="post-edit">
            <a href="/series/new">New series</a>
          </p>
        ) : null}
      </header>
      <ul className="post-list">
        {series.map((one) => (
          <li key={one.id}>
            <article className="card">
              <h2 className="card-title" dir="auto">
                <a href={seriesPath(one.slug)}>{one.title}</a>
              </h2>
              <p className="card-line">
                {formatParts(one.parts)}, {formatStatus(one.status)}
              </p>
              <Prose html={one.introHtml} className="card-summary" />
            </article>
          </li>
        ))}
      </ul>
      {series.length === 0 ? <p>No series yet.</p> : null}
    </>
  );
}
