import { showAsTyped } from "~/markdown/as-typed";
import type { RenderResult } from "~/markdown/rendered";
import { RENDER_VERSION } from "~/markdown/version";

/** The list of all series shows the introduction under a level 2 heading. */
export const INTRODUCTION = { kind: "comment", topHeading: 3, showsPictures: true } as const;

/** Columns of an introduction. If it was refused, the HTML shows the source as typed, and version 0 marks it
 *  for another attempt. */
export const introFields = (introSource: string, text: RenderResult) => ({
  introSource,
  introHtml: text.ok ? text.html : showAsTyped(introSource),
  renderVersion: text.ok ? RENDER_VERSION : 0,
});
