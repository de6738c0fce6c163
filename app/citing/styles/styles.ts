import { apa } from "./apa";
import { chicagoAuthorDate, chicagoNotes } from "./chicago";
import { mla } from "./mla";
import type { Style } from "./style";

/** In the order of their use in schools. */
export const STYLES: Style[] = [apa, mla, chicagoNotes, chicagoAuthorDate];
