import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { OPML_PATH } from "~/feeds/feed";
import { FeedList, type ListedFeed } from "~/feeds/feed-list";
import { ONE_PAGE } from "~/platform/http/request/route-rules";
import { onServer, useServerData } from "../on-server";
import type { PageHandle } from "../page-handle";
import { head } from "../titles";
import { listFeeds } from "./listed-feeds.server";

export const handle: PageHandle = { cached: ONE_PAGE };

export const meta: MetaFunction = (args) => head(args, "Feeds", "/feeds");

export async function loader({ context }: LoaderFunctionArgs) {
  return onServer({ ...(await listFeeds(context)), siteUrl: context.siteUrl });
}

export default function Feeds() {
  const { site, series, tags, siteUrl } = useServerData<typeof loader>();
  const groups: [id: string, title: string, feeds: ListedFeed[]][] = [
    ["site", "The whole site", site],
    ["series", "Series", series],
    ["tags", "Tags", tags],
  ];
  return (
    <>
      <header className="page-head">
        <h1>Feeds</h1>
        <p>
          A feed shows you what is new, in a feed reader. Copy an address into yours. There is no need for an
          account here, and nobody learns that you follow.
        </p>
        <p>
          Each person’s page and each post links to its own feed. To follow everything on this page at once,
          import <a href={OPML_PATH}>the list of all feeds (OPML)</a>.
        </p>
      </header>
      {groups
        .filter(([, , feeds]) => feeds.length > 0)
        .map(([id, title, feeds]) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id} className="section-title">
              {title}
            </h2>
            <FeedList feeds={feeds} siteUrl={siteUrl} />
          </section>
        ))}
    </>
  );
}
