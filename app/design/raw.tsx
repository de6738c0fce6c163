/** An element with trusted HTML: escaped by platform/markup.ts, or sanitised by markdown/. */
export function Raw({
  as: Element,
  markup,
  ...attributes
}: {
  as: "div" | "section" | "span" | "ol";
  markup: { html: string };
  className?: string;
  id?: string | undefined;
  dir?: "auto" | "ltr" | "rtl";
  lang?: string | undefined;
  "aria-label"?: string | undefined;
}) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the only place that sets inner HTML; callers pass HTML that is already escaped or sanitised.
  return <Element {...attributes} dangerouslySetInnerHTML={{ __html: markup.html }} />;
}
