// Names of people and links to their profiles.

/** Shown as the author of what a deleted person has left. */
export const FORMER_MEMBER = "A former member";
/** Stands for them in content files. Forms reserve handles that begin like this. */
export const FORMER_MEMBER_HANDLE = "former-member";

/** Path of a profile; callers make sure that the person is present. */
export const personPath = (handle: string) => `/people/${handle}`;

export const isPresent = ({ status }: { status: string }): boolean => status !== "gone";

/** The handle of a person in content files, where all deleted people are the same one. */
export const handleInFiles = (person: { handle: string; status: string }): string =>
  isPresent(person) ? person.handle : FORMER_MEMBER_HANDLE;

/** Path of a person's profile; null for a deleted person. */
export const pageOf = (person: { handle: string; status: string }): string | null =>
  isPresent(person) ? personPath(person.handle) : null;
