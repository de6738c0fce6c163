import { parentPort } from "node:worker_threads";
import { renderMarkdown } from "../markdown";
import type { MarkdownOptions, RenderResult } from "../rendered";

export interface Task {
  id: string;
  source: string;
  options: MarkdownOptions;
}

/** Worker of the renderer. It reports the start of a task, since the task's time limit counts from there. */
export default ({ id, source, options }: Task): RenderResult => {
  parentPort?.postMessage(id);
  return renderMarkdown(source, options);
};
