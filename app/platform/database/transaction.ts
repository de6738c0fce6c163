/** Waiting for a turn to write may take as long as the longest queue of writers; the work itself may not. */
export const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };
