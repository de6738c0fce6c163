// Who is named where, and who no longer is.

/** Whom everything that somebody left behind is by, from then on. */
export const FORMER_MEMBER = "A former member";

/** The address of a page that there is. */
export const personPath = (handle: string) => `/people/${handle}`;

export const isPresent = ({ status }: { status: string }): boolean => status !== "gone";

/** Where somebody's page is; null for who has left, and has none. */
export const pageOf = (person: { handle: string; status: string }): string | null =>
  isPresent(person) ? personPath(person.handle) : null;
