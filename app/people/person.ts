// Who is named where, and who no longer is.

/** Whom everything that somebody left behind is by, from then on. */
export const FORMER_MEMBER = "A former member";

/** Where somebody's page is; null for who has left, and has none. */
export const pageOf = ({ handle, status }: { handle: string; status: string }): string | null =>
  status === "gone" ? null : `/people/${handle}`;
