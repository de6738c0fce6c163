import { feedPath } from "./feed";
import { Formats } from "./feed-links";

/** A feed in a list: its page, if it has one, and a name. */
export interface ListedFeed {
  path: string;
  page?: string;
  name: string;
}

/** Feeds with addresses to copy. */
export const FeedList = ({ feeds, siteUrl }: { feeds: ListedFeed[]; siteUrl: string }) => (
  <ul className="feed-list">
    {feeds.map(({ path, page, name }) => (
      <li key={path}>
        <p>{page ? <a href={page}>{<bdi>{name}</bdi>}</a> : <bdi>{name}</bdi>}</p>
        <p>
          <code>{siteUrl + feedPath(path, "rss")}</code>
        </p>
        <p>
          <Formats path={path} />
        </p>
      </li>
    ))}
  </ul>
);
