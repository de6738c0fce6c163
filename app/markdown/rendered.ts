// What rendering takes and gives.

import type { Loss } from "./losses";
import type { Refusal } from "./refusal";

export interface MarkdownOptions {
  /** Origin of this site, e.g. "https://longtable.example": links to it are recognised and stored root-relative. */
  siteUrl: string;
  /** A post has section anchors, paragraph anchors, an outline; a comment is quieter. */
  kind: "post" | "comment";
  /** The level of its first headings: one below the heading above it on its page. By default that of a post's or a comment's. */
  topHeading?: 2 | 3 | 4;
  /** A line of plain text that goes with it, to be given the same punctuation: a post's summary. */
  summary?: string;
  /** Put before each id that the text makes, so that two documents can stand on one page. */
  idPrefix?: string;
  /** Whether to list what doesn't show as it was meant. */
  listLosses?: boolean;
}

export interface Link {
  /** As it stands in the HTML: root-relative when local. */
  href: string;
  local: boolean;
  text: string;
  /** The plain sentence around the link, cut around it when it is long. */
  sentence: string;
}

export interface Heading {
  depth: number;
  id: string;
  text: string;
}

export interface Rendered {
  html: string;
  excerpt: string;
  /** What was given as such, with smart punctuation; "" where nothing was. */
  summary: string;
  outline: Heading[];
  wordCount: number;
  links: Link[];
  /** How many pictures it loads. */
  pictures: number;
  /** Where they were asked for. */
  losses?: Loss[];
}

export type RenderResult = ({ ok: true } & Rendered) | Refusal;

/** How commands are given the renderer: bound to this site, off the main thread, within its limits. */
export type RenderMarkdown = (
  source: string,
  options: Omit<MarkdownOptions, "siteUrl">,
) => Promise<RenderResult>;
