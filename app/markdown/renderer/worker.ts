import { parentPort } from "node:worker_threads";
import { renderMarkdown } from "../markdown";
import { fromHtml, type PasteResult } from "../pasted/from-html";
import type { MarkdownOptions, RenderResult } from "../rendered";

export interface Task {
  id: string;
  source: string;
  /** Null for the HTML of a clipboard. */
  options: MarkdownOptions | null;
}

/** Worker of the renderer. It reports the start of a task, since the task's time limit counts from there. */
export default ({ id, source, options }: Task): RenderResult | PasteResult => {
  parentPort?.postMessage(id);
  return options ? renderMarkdown(source, options) : fromHtml(source);
};
