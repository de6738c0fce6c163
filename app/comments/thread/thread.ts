// The order of threads. A response's path is the numbers of its ancestors and its own, in segments of fixed
// width, so that lexicographic order is the order of reading: each response before its replies, both in order
// of time.

/** Four digits in base 36: 1,679,615 responses per post. */
const SEGMENT = 4;
const BASE = 36;

export const segment = (number: number): string => number.toString(BASE).padStart(SEGMENT, "0");

/** The path of a response below a parent's path ("" for a reply to the post). */
export const childPath = (parentPath: string, number: number): string => parentPath + segment(number);

/** 0 for a reply to the post. */
export const depthOf = (path: string): number => path.length / SEGMENT - 1;

/** The path of the response with which a thread begins. */
export const threadOf = (path: string): string => path.slice(0, SEGMENT);

/** Above all paths below this one: no digit comes after "z". */
export const endOfBranch = (path: string): string => `${path}~`;

/** The number of a response, which its path ends with. */
export const numberOf = (path: string): number => Number.parseInt(path.slice(-SEGMENT), BASE);

/** How many further threads are counted: among thousands, their number tells less than counting them costs after each comment. */
export const MAX_THREADS_COUNTED = 200;

export interface Branch<T> {
  response: T;
  replies: Branch<T>[];
  /** Whether the parent is on this page too. */
  parentShown: boolean;
  /** Whether it is listed beside its parent, at the maximum indent. */
  level: boolean;
}

/** Nests responses, given in order of path, up to `maxIndent` levels; deeper ones follow in the list of the
 *  last level. A response without ancestors on this page is at the top. */
export function nest<T extends { path: string }>(responses: T[], maxIndent: number): Branch<T>[] {
  const top: Branch<T>[] = [];
  const ancestors: Branch<T>[] = [];
  for (const response of responses) {
    while (ancestors.length > 0 && !isBelow(response, ancestors.at(-1))) ancestors.pop();
    const parent = ancestors.at(-1);
    const level = ancestors.length > maxIndent;
    const branch: Branch<T> = { response, replies: [], parentShown: parent !== undefined, level };
    const list = ancestors[Math.min(ancestors.length, maxIndent) - 1];
    (list?.replies ?? top).push(branch);
    ancestors.push(branch);
  }
  return top;
}

const isBelow = (response: { path: string }, branch: Branch<{ path: string }> | undefined) =>
  branch !== undefined && response.path.startsWith(branch.response.path);
