// Revisions of posts: the versions that were published.

/** Revisions listed of a post, the newest. More edits than that are a wiki's. */
export const MAX_LISTED = 200;

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

/** The revisions by edits, which readers see as the last one of each. `revisions` are in the order of their numbers. */
export function groupEdits<R extends Edit>(revisions: R[]): R[][] {
  const edits: R[][] = [];
  for (const [index, revision] of revisions.entries()) {
    const before = revisions[index - 1];
    if (before && continuesEdit(before, revision)) edits.at(-1)?.push(revision);
    else edits.push([revision]);
  }
  return edits;
}

/** What is compared of a version. */
export const toCompare = ({ title, summary, source }: RevisionText) => ({
  fields: { Title: title, Summary: summary },
  source,
});
