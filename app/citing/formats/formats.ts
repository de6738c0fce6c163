import { bibtex } from "./bibtex";
import { cslJson } from "./csl-json";
import type { Format } from "./format";
import { ris } from "./ris";

export const FORMATS: Format[] = [ris, bibtex, cslJson];
