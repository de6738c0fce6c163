import type { LoaderFunctionArgs } from "@remix-run/node";
import { OPML_TYPE, writeOpml } from "~/feeds/opml";
import type { PageHandle } from "../page-handle";
import { listFeeds } from "../reading/listed-feeds.server";

export const handle: PageHandle = { cached: { types: [OPML_TYPE], query: [] } };

/** The feeds of /feeds as one file. */
export async function loader({ context }: LoaderFunctionArgs) {
  const { name, site, series, tags } = await listFeeds(context);
  const groups = [
    { name: "", feeds: site },
    { name: "Series", feeds: series },
    { name: "Tags", feeds: tags },
  ];
  const text = writeOpml(
    context.siteUrl,
    name,
    groups.filter(({ feeds }) => feeds.length > 0),
  );
  return new Response(text, {
    headers: {
      "Content-Type": `${OPML_TYPE}; charset=utf-8`,
      "Content-Disposition": 'attachment; filename="feeds.opml"',
    },
  });
}
