/** The time of a whole search, from which on nobody would wait. On a site of a million responses 95 of 100 take a third of it at most,
 *  on SQLite and a busy machine (docs/decisions/0094). */
export const SEARCH_LIMIT_MS = 500;
/** What is typed ahead is of no use later. */
export const QUICK_LIMIT_MS = 200;
/** Searches that run at once. Others wait; a client has at most one of these places. */
export const PLACES = 2;
/** Each waits for at most a second for those before it; more would be told sooner that it is busy. */
export const MAX_WAITING = 20;
export const MAX_WAITING_OF_ONE = 3;
export const MAX_WAIT_MS = 2_000;
