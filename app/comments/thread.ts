// How a discussion stands in threads. A response's path is the numbers of its ancestors and itself, each in a segment of
// fixed width, so that plain order of text is the order of reading: each response, then its replies, each in order of time.

/** 1,679,615 responses to one post. */
const SEGMENT = 4;
const BASE = 36;

export const segment = (number: number): string => number.toString(BASE).padStart(SEGMENT, "0");

/** The path of a response with this number under a parent's path ("" for none). */
export const childPath = (parentPath: string, number: number): string => parentPath + segment(number);

/** 0 for a response to the post itself. */
export const depthOf = (path: string): number => path.length / SEGMENT - 1;

export interface Branch<T> {
  response: T;
  replies: Branch<T>[];
  /** Whether the response that this one answers stands on this page too. */
  parentShown: boolean;
  /** Whether it stands beside what it answers, because the thread no longer steps in. */
  level: boolean;
}

/**
 * Nests responses, given in order of path, at most `maxIndent` levels below the first; deeper replies follow in the same
 * list as the last level that indents. One whose ancestors are all on another page stands at the top.
 */
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
