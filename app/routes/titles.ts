import { FORMAT_NAMES, FORMATS, feedPath } from "~/feeds/feed";
import { EMBED_FORMATS, type EmbedFormat, embedPath } from "~/feeds/oembed/embed";
import { frameIn } from "./site-frame";

export interface Matches {
  matches: ({ id: string; data?: unknown } | undefined)[];
}

/** The head of a page: title with the site's name, canonical address, description. */
export function head(args: Matches, title: string, path: string, description?: string) {
  const { name, tagline, url: siteUrl } = findSite(args);
  const whole = title ? `${title} · ${name}` : `${name}: ${tagline}`;
  const url = siteUrl + path;
  return [
    { title: whole },
    { tagName: "link", rel: "canonical", href: url },
    { property: "og:title", content: title || name },
    { property: "og:site_name", content: name },
    { property: "og:url", content: url },
    ...(description
      ? [
          { name: "description", content: description },
          { property: "og:description", content: description },
        ]
      : []),
  ];
}

/** Links for feed discovery. */
export const feedHead = (args: Matches, title: string, path: string) =>
  FORMAT_NAMES.map((format) => ({
    tagName: "link",
    rel: "alternate",
    type: FORMATS[format].type,
    title: `${title} (${FORMATS[format].name})`,
    href: findSite(args).url + feedPath(path, format),
  }));

/** Links by which other sites find the embed of what is at a path (oEmbed, section 4). */
export function embedHead(args: Matches, title: string, path: string) {
  const { url: siteUrl } = findSite(args);
  return (Object.keys(EMBED_FORMATS) as EmbedFormat[]).map((format) => ({
    tagName: "link",
    rel: "alternate",
    type: `${EMBED_FORMATS[format]}+oembed`,
    title,
    href: siteUrl + embedPath(siteUrl + path, format),
  }));
}

/** Asks search engines not to show the page. They have to fetch it to read this, so that no robots.txt may forbid it. */
export const NOINDEX = { name: "robots", content: "noindex" };

/** The head of a page that search engines shouldn't index, such as a preview. */
export const passingHead = (args: Matches, title: string) => [
  { title: `${title} · ${findSite(args).name}` },
  NOINDEX,
];

/** The site of a page. The defaults are for when its settings can't be read. */
export function findSite({ matches }: Matches) {
  const frame = frameIn(matches.find((match) => match?.id === "root")?.data);
  const { name = "Longtable", tagline = "", language = "en", timeZone = "UTC" } = frame?.site ?? {};
  return { name, tagline, language, timeZone, url: frame?.siteUrl ?? "" };
}
