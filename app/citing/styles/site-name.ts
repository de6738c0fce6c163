import { type Markup, markup } from "~/platform/markup";
import type { Citation } from "../citation";
import { printQuotes } from "./quotation-marks";
import { ended, headline } from "./titles";

/** The site's name in italics, with a full stop or a comma after it, unless its own mark ends it. */
export function siteName({ site, language }: Citation, mark: "." | "," | "", maxSmallChars?: number): Markup {
  const name = headline(printQuotes(site, 0), language, maxSmallChars);
  const whole = ended(name, mark);
  const isInside = whole === name || /[”’]$/.test(name);
  return isInside ? markup`<i>${whole}</i>` : markup`<i>${name}</i>${mark}`;
}
