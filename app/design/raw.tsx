import { createContext, useContext } from "react";
import type { KeptPiece } from "~/platform/http/answer-body.server";
import type { PagePieces } from "~/platform/page-pieces";

type Html = { html: string } | KeptPiece;

/** Where a page has the pieces that are kept; without it, they stand in its markup. */
export const Pieces = createContext<PagePieces | null>(null);

/** An element with trusted HTML: escaped by platform/markup.ts, or sanitised by markdown/. */
export function Raw({
  as: Element,
  markup,
  ...attributes
}: {
  as: "div" | "section" | "span" | "ol";
  markup: Html | Html[];
  className?: string;
  id?: string | undefined;
  dir?: "auto" | "ltr" | "rtl";
  lang?: string | undefined;
  "aria-label"?: string | undefined;
}) {
  const pieces = useContext(Pieces);
  const write = (part: Html) => (pieces && "deflated" in part ? pieces.put(part) : part.html);
  const html = Array.isArray(markup) ? markup.map(write).join("") : write(markup);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the only place that sets inner HTML; callers pass HTML that is already escaped or sanitised.
  return <Element {...attributes} dangerouslySetInnerHTML={{ __html: html }} />;
}
