import type { AppLoadContext } from "@remix-run/node";
import { RESPONSES_PATH } from "~/feeds/feed";
import { seriesPath } from "~/series/series";
import { ALL_SERIES_KEY, listSeries } from "~/series/series.server";
import { readSite } from "~/site/site.server";
import { listTags, TAGS_KEY } from "~/tags/tag.server";
import { tagPath } from "~/tags/tag-list";

/** The feeds of the site, of all series and of all tags, and adds their cache tags. */
export async function listFeeds({ db, addCacheTags }: AppLoadContext) {
  addCacheTags(ALL_SERIES_KEY, TAGS_KEY);
  const { name, language } = await readSite(db);
  const series = await listSeries(db);
  const tags = await listTags(db, language);
  return {
    name,
    site: [
      { path: "/", page: "/", name: "Posts" },
      { path: RESPONSES_PATH, name: "Responses to all posts" },
    ],
    series: series.map(({ slug, title }) => ({
      path: seriesPath(slug),
      page: seriesPath(slug),
      name: title,
    })),
    tags: tags.map(({ slug, name }) => ({
      path: encodeURI(tagPath(slug)),
      page: encodeURI(tagPath(slug)),
      name,
    })),
  };
}
