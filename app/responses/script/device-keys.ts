// What a discussion keeps in the browser's local storage. Signing out deletes it, so that the next person at this device doesn't see it.

/** Ids of the comments whose replies are folded, the newest fold last. */
export const FOLDS = "folds";

/** How far somebody without an account has read (new-since.ts). */
export const READING = "reading";

/** The parts of series that somebody without an account marked as read (scripts/read-parts.ts). */
export const PARTS = "parts";

export const DEVICE_KEYS = [FOLDS, READING, PARTS];
