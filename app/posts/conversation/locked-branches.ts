// Branches of a conversation that nobody may reply in: a comment and everything below it. They are stored with the post, because it
// is read for each of its pages and for each reply.

/** A post with more of them is better closed as a whole. */
export const MAX_LOCKED_BRANCHES = 50;

export interface LockedBranch {
  /** The path of its first comment (comments/thread/thread.ts). */
  path: string;
  /** Why, told to readers; may be empty. */
  words: string;
}

export const LOCKED_SENTENCE = "This part of the conversation is closed to new replies.";

export const parseLockedBranches = (stored: string): LockedBranch[] =>
  stored === "" ? [] : (JSON.parse(stored) as LockedBranch[]);

/** The locked branch that a comment is in, the outermost if there are several; null if it may be answered. */
export const findLock = (branches: LockedBranch[], path: string): LockedBranch | null =>
  branches
    .filter((branch) => path.startsWith(branch.path))
    .sort((a, b) => a.path.length - b.path.length)[0] ?? null;

/** The branches with one more, or with other words for one. */
export const withLock = (branches: LockedBranch[], lock: LockedBranch): LockedBranch[] => [
  ...withoutLock(branches, lock.path),
  lock,
];

export const withoutLock = (branches: LockedBranch[], path: string): LockedBranch[] =>
  branches.filter((branch) => branch.path !== path);

/** A state of the decision, as a form carries it. */
export const describeLock = (lock: LockedBranch | null): string => (lock ? `locked: ${lock.words}` : "open");
