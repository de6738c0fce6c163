import { showAsTyped } from "~/markdown/as-typed";
import type { RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";

/** A bio follows the name, which is the h1 of the profile. */
export const BIO = { kind: "comment", topHeading: 2, showsPictures: true } as const;

/** Columns of a bio. If it was refused, the HTML shows the source as typed, and version 0 marks it for
 *  another attempt. */
export const bioFields = (bioSource: string, text: RenderResult) => ({
  bioSource,
  bioHtml: text.ok ? text.html : showAsTyped(bioSource),
  renderVersion: text.ok ? RENDER_VERSION : 0,
});
