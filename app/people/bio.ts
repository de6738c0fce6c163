import { showAsTyped } from "~/markdown/as-typed";
import type { RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";

/** A bio stands right below the name, which is the title of the page. */
export const BIO = { kind: "comment", topHeading: 2 } as const;

/** What is kept of a bio: where nothing can be made of it, its source is shown, as if no version had rendered it yet. */
export const bioFields = (bioSource: string, text: RenderResult) => ({
  bioSource,
  bioHtml: text.ok ? text.html : showAsTyped(bioSource),
  renderVersion: text.ok ? RENDER_VERSION : 0,
});
