/** `maxWait` covers the longest queue of writers, `timeout` the work itself. In milliseconds. */
export const TRANSACTION = { maxWait: 10_000, timeout: 15_000 };

/** A snapshot blocks nobody and may read every row of a large site, so it may take an hour. */
export const SNAPSHOT = { maxWait: TRANSACTION.maxWait, timeout: 60 * 60 * 1000 };
