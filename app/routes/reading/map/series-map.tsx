import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { lookAgain, MapPage } from "~/maps/map-page";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { seriesPath } from "~/series/series";
import { partsKey, seriesKey } from "~/series/series.server";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { findSite, head } from "../../titles";
import { getSeries } from "../series/series-request";
import { loadMap, mapLinks } from "./map-request";

export const handle: PageHandle = { cached: ONE_PAGE };

export const links = mapLinks;

const pathOf = ({ slug }: { slug: string }) => `${seriesPath(slug)}/map`;

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { series, map } = data;
  const description = `How the parts of this series on ${findSite(args).name} answer each other.`;
  return [...head(args, `Map of ${series.title}`, pathOf(series), description), ...lookAgain(map)];
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const series = await getSeries(context.db, params.slug, "/map");
  context.addCacheTags(seriesKey(series.id), partsKey(series.id));
  return onServer({ series, map: await loadMap(context, `series:${series.id}`) });
}

export default function SeriesMap() {
  const { series, map } = useServerData<typeof loader>();
  return (
    <MapPage
      kicker={
        <>
          Map of the series{" "}
          <a href={seriesPath(series.slug)}>
            <bdi>{series.title}</bdi>
          </a>
        </>
      }
      title={series.title}
      path={pathOf(series)}
      map={map}
    />
  );
}
