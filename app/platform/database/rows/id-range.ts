/** Rows with ids above `after` up to `upTo`, at most `take` of them. */
export interface IdRange {
  after: number;
  upTo: number;
  take: number;
}

export const inRange = ({ after, upTo }: IdRange) => ({ gt: after, lte: upTo });

/** The order and the number of the rows. */
export const takeOf = ({ take }: IdRange) => ({ orderBy: { id: "asc" }, take }) as const;
