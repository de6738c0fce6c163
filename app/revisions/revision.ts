// Revisions of posts: the versions that were published.

/** Edits of one person that follow each other within this time are one edit to readers. */
export const ONE_EDIT_MS = 10 * 60 * 1000;

/** The text of a version, as typed. */
export interface RevisionText {
  title: string;
  summary: string;
  source: string;
}

export interface Edit {
  personId: number | null;
  createdAt: Date;
}

/** Whether a revision continues the edit of the revision before it. */
export const continuesEdit = (before: Edit, after: Edit): boolean =>
  before.personId === after.personId && after.createdAt.getTime() - before.createdAt.getTime() <= ONE_EDIT_MS;

/** The revisions that readers see, each the last one of its edit. `revisions` are in the order of their numbers. */
export const groupEdits = <R extends Edit>(revisions: R[]): R[] =>
  revisions.filter((revision, index) => {
    const next = revisions[index + 1];
    return !next || !continuesEdit(revision, next);
  });
