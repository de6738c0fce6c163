import { showAsTyped } from "~/markdown/as-typed";
import type { RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";

/** In the list of all series it stands below the title of its own, which is of the second level. */
export const INTRODUCTION = { kind: "comment", topHeading: 3 } as const;

/** What is kept of an introduction: where nothing can be made of it, its source is shown, as if no version had rendered it yet. */
export const introFields = (introSource: string, text: RenderResult) => ({
  introSource,
  introHtml: text.ok ? text.html : showAsTyped(introSource),
  renderVersion: text.ok ? RENDER_VERSION : 0,
});
