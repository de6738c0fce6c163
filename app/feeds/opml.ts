// OPML 2.0 (https://opml.org/spec2.opml): a list of feeds that feed readers subscribe to at once.

import { markup } from "~/platform/markup";
import { feedPath } from "./feed";
import type { ListedFeed } from "./feed-list";
import { each, legal } from "./xml";

export const OPML_TYPE = "text/x-opml";

interface Group {
  name: string;
  feeds: ListedFeed[];
}

/** Feeds in named groups; those of a group without a name stand at the top. */
export const writeOpml = (siteUrl: string, title: string, groups: Group[]): string =>
  legal(
    markup`<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
<head>
<title>${title}</title>
<docs>https://opml.org/spec2.opml</docs>
</head>
<body>
${each(groups, ({ name, feeds }) => {
  const outlines = each(feeds, (feed) => outlineOf(siteUrl, feed));
  return name === "" ? markup`${outlines}` : markup`<outline text="${name}">\n${outlines}</outline>\n`;
})}</body>
</opml>
`.html,
  );

const outlineOf = (siteUrl: string, { path, page = "/", name }: ListedFeed) =>
  markup`<outline type="rss" version="RSS2" text="${name}" title="${name}" xmlUrl="${siteUrl + feedPath(path, "rss")}" htmlUrl="${siteUrl + page}"/>\n`;
