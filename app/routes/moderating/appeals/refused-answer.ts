/** An answer to mend, of a decision's appeal or of a block's. */
export interface RefusedAnswer {
  about: "decision" | "block";
  id: number;
  values: Record<string, string>;
  errors: Record<string, string>;
}

export const isAbout = (
  refused: RefusedAnswer | undefined,
  about: RefusedAnswer["about"],
  id: number,
): boolean => refused?.about === about && refused.id === id;
