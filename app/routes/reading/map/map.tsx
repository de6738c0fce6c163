import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { lookAgain, MapPage } from "~/maps/map-page";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { findSite, head } from "../../titles";
import { loadMap, mapLinks } from "./map-request";

export const handle: PageHandle = { cached: ONE_PAGE };

export const links = mapLinks;

const PATH = "/map";

export const meta: MetaFunction = (args) => {
  const map = serverData<typeof loader>(args.data)?.map;
  const description = `How the newest posts on ${findSite(args).name} answer each other.`;
  return [...head(args, "Map", PATH, description), ...(map ? lookAgain(map) : [])];
};

export async function loader({ context }: LoaderFunctionArgs) {
  return onServer({ map: await loadMap(context, "newest") });
}

export default function SiteMap() {
  const { map } = useServerData<typeof loader>();
  return <MapPage kicker={<a href="/archive">Archive</a>} title="Map" path={PATH} map={map} />;
}
