import type { Markup } from "~/platform/markup";
import type { Citation } from "../citation";

/** A citation style. */
export interface Style {
  name: string;
  /** What it says in each of the places where a paper cites, in their order. */
  cite(citation: Citation): { place: string; text: Markup }[];
}
