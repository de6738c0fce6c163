import type { MarkdownOptions, RenderResult } from "./markdown";

/** How commands are given the renderer: bound to this site, off the main thread, within its limits. */
export type RenderMarkdown = (
  source: string,
  options: Omit<MarkdownOptions, "siteUrl">,
) => Promise<RenderResult>;
