/** An element whose inside was made as HTML, and is safe as it stands: by platform/markup.ts, or by markdown/ and its sanitiser. */
export function Raw({
  as: Element,
  markup,
  ...attributes
}: {
  as: "div" | "section" | "span" | "ol";
  markup: { html: string };
  className?: string;
  id?: string | undefined;
  dir?: "auto";
  "aria-label"?: string | undefined;
}) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the one place that does; what comes here was escaped or sanitised where it was made.
  return <Element {...attributes} dangerouslySetInnerHTML={{ __html: markup.html }} />;
}
