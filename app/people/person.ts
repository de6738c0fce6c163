// Names of people and links to their profiles.

/** Shown as the author of what a deleted person has left. */
export const FORMER_MEMBER = "A former member";
/** Stands for them in content files. Forms reserve handles that begin like this. */
export const FORMER_MEMBER_HANDLE = "former-member";
/** Stands for those who didn't want their responses quoted elsewhere. */
export const UNQUOTED_FORMER_HANDLE = "former-member-not-quoted";

/** Path of a profile; callers make sure that the person is present. */
export const personPath = (handle: string) => `/people/${handle}`;

export const isPresent = ({ status }: { status: string }): boolean => status !== "gone";

/** The handle of a person in content files, where one stands for all deleted people, and another for those of them who aren't quoted elsewhere. */
export function handleInFiles(person: { handle: string; status: string; quotable: boolean }): string {
  if (isPresent(person)) return person.handle;
  return person.quotable ? FORMER_MEMBER_HANDLE : UNQUOTED_FORMER_HANDLE;
}

/** Whether a handle in a content file stands for deleted people. */
export const isFormerInFiles = (handle: string): boolean =>
  handle === FORMER_MEMBER_HANDLE || handle === UNQUOTED_FORMER_HANDLE;

/** Path of a person's profile; null for a deleted person. */
export const pageOf = (person: { handle: string; status: string }): string | null =>
  isPresent(person) ? personPath(person.handle) : null;
