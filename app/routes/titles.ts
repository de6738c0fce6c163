interface Matches {
  matches: ({ id: string; data?: unknown } | undefined)[];
}

interface RootData {
  site: { name: string; tagline: string };
  siteUrl: string;
}

/** The head of a page: its title with the site's name, its one address, what a list or a preview says of it. */
export function head({ matches }: Matches, title: string, path: string, description?: string) {
  const root = matches.find((match) => match?.id === "root")?.data as RootData | undefined;
  const name = root?.site.name ?? "Longtable";
  const whole = title ? `${title} · ${name}` : `${name}: ${root?.site.tagline ?? ""}`;
  const url = (root?.siteUrl ?? "") + path;
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
