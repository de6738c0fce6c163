import { parentPort } from "node:worker_threads";
import { renderMarkdown } from "../markdown";
import type { MarkdownOptions, RenderResult } from "../rendered";

export interface Task {
  id: string;
  source: string;
  options: MarkdownOptions;
}

/** What a worker of the renderer does. It says when it begins, as its time counts from there. */
export default ({ id, source, options }: Task): RenderResult => {
  parentPort?.postMessage(id);
  return renderMarkdown(source, options);
};
