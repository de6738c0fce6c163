import { type MarkdownOptions, type RenderResult, renderMarkdown } from "./markdown";

export interface Task {
  source: string;
  options: MarkdownOptions;
}

/** What a worker of the renderer does. */
export default ({ source, options }: Task): RenderResult => renderMarkdown(source, options);
