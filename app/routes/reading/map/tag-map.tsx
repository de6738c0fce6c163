import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { lookAgain, MapPage } from "~/maps/map-page";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { tagKey, tagNameKey } from "~/tags/tag.server";
import { tagPath } from "~/tags/tag-list";
import { onServer, serverData, useServerData } from "../../on-server";
import type { PageHandle } from "../../page-handle";
import { findSite, head } from "../../titles";
import { getTag } from "../tags/tag-request";
import { loadMap, mapLinks } from "./map-request";

export const handle: PageHandle = { cached: ONE_PAGE };

export const links = mapLinks;

const pathOf = ({ slug }: { slug: string }) => `${tagPath(slug)}/map`;

export const meta: MetaFunction = (args) => {
  const data = serverData<typeof loader>(args.data);
  if (!data) return [];
  const { tag, map } = data;
  const description = `How posts on ${findSite(args).name} that are filed under ${tag.name} answer each other.`;
  return [...head(args, `Map of ${tag.name}`, pathOf(tag), description), ...lookAgain(map)];
};

export async function loader({ params, context }: LoaderFunctionArgs) {
  const tag = await getTag(context.db, params.slug, "/map");
  context.addCacheTags(tagKey(tag.id), tagNameKey(tag.id));
  return onServer({ tag, map: await loadMap(context, `tag:${tag.id}`) });
}

export default function TagMap() {
  const { tag, map } = useServerData<typeof loader>();
  return (
    <MapPage
      kicker={
        <>
          Map of posts filed under{" "}
          <a href={tagPath(tag.slug)}>
            <bdi>{tag.name}</bdi>
          </a>
        </>
      }
      title={tag.name}
      path={pathOf(tag)}
      map={map}
    />
  );
}
