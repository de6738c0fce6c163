// Limits of what is kept about guests.

const DAY_S = 24 * 60 * 60;

/** A guest is remembered for half a year after the last time that they asked for it, like a browser that has signed in. */
export const REMEMBERED_S = 180 * DAY_S;
/** Confirming an address makes a browser known also without "Remember me", on a library's computer not for long. */
export const VISIT_S = DAY_S;
/** Within this time an address is to be confirmed; a comment of before is history. */
export const CONFIRM_DAYS = 7;
/** Anybody can type anybody's address, so it is asked once a day, and three times in all until its owner confirms it. */
export const CONFIRMATIONS_S = DAY_S;
export const MAX_CONFIRMATIONS = 3;
/** Time for which the site remembers that it asked an address, by a hash. */
export const CONFIRMATIONS_KEPT_S = 365 * DAY_S;
/** Replies in one confirmation. Whoever has written more within a week confirms the newest. */
export const MAX_TO_CONFIRM = 20;
