/** Waiting for a turn to write may take as long as the longest queue of writers; the work itself may not. */
export const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };

/** Who only reads holds nobody up, and may look at every row of a large site. */
export const SNAPSHOT = { maxWait: TRANSACTION.maxWait, timeout: 60 * 60 * 1000 };
