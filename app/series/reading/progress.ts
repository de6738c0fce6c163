// How far somebody has read a series, in the same words for members and on a guest's device.

/** A browser's storage keeps this many parts that were read, the newest; 4 kB. */
export const MAX_DEVICE_PARTS = 500;

/** "3 of 12 read" */
export const formatProgress = (read: number, parts: number): string =>
  read < parts ? `${read} of ${parts} read` : parts === 1 ? "Read" : `All ${parts} parts read`;

/** Where to go on: at the first part that wasn't read. */
export const formatNext = (part: number | string, read: number): string =>
  `${read === 0 ? "Start" : "Continue"} with part ${part}`;

export const MARK = "Mark as read";
export const UNMARK = "Mark as not read";
