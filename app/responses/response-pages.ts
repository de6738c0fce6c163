// Dividing long discussions into pages.

/** 300 responses are 170 kB of HTML, 33 kB compressed; most posts have fewer. */
export const MAX_RESPONSES_PER_PAGE = 300;

/** The index in `paths` at which to cut a page that `added` has made too long. A new thread begins a new
 *  page, so that pages filled at the end stay full. A new reply cuts between two threads nearest the middle,
 *  or a single thread at its shallowest reply near the middle. */
export function chooseCut(paths: string[], added: string): number {
  const first = paths[0] ?? "";
  if (added.length === THREAD) return paths.indexOf(added);
  const middle = paths.length / 2;
  const nearest = (candidates: number[]) =>
    candidates.reduce((best, index) => (Math.abs(index - middle) < Math.abs(best - middle) ? index : best));
  const betweenThreads = indexes(
    paths,
    (path, index) => index > 0 && startsThread(paths, index) && path !== first,
  );
  if (betweenThreads.length > 0) return nearest(betweenThreads);
  const central = indexes(paths, (_, index) => index >= paths.length / 4 && index <= (paths.length * 3) / 4);
  const shallowest = Math.min(...central.map((index) => paths[index]?.length ?? 0));
  return nearest(central.filter((index) => paths[index]?.length === shallowest));
}

const THREAD = 4;

/** Whether the response at `index` begins a thread. */
const startsThread = (paths: string[], index: number) =>
  paths[index]?.slice(0, THREAD) !== paths[index - 1]?.slice(0, THREAD);

const indexes = (paths: string[], test: (path: string, index: number) => boolean) =>
  paths.flatMap((path, index) => (test(path, index) ? [index] : []));
