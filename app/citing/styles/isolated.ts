import { type Markup, markup } from "~/platform/markup";

/** Hebrew, Arabic and the other scripts that are written from right to left. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/** A name or a title that keeps its own direction, so that the date after it stays in its place. Others stay bare: citations are copied. */
export const isolated = (text: string): Markup =>
  RIGHT_TO_LEFT.test(text) ? markup`<bdi>${text}</bdi>` : markup`${text}`;
