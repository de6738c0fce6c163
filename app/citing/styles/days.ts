// Days in English, as the words of these styles are.

import type { Citation } from "../citation";

const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
/** The MLA shortens all but the months of four letters or fewer. */
const SHORT_MONTHS = [
  ...["Jan.", "Feb.", "Mar.", "Apr.", "May", "June"],
  ...["July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."],
];

type Day = Citation["day"];

/** "March 4" */
export const monthAndDay = ({ month, day }: Day): string => `${MONTHS[month - 1]} ${day}`;

/** "March 4, 2026" */
export const americanDay = (day: Day): string => `${monthAndDay(day)}, ${day.year}`;

/** "4 Mar. 2026" */
export const shortDay = ({ year, month, day }: Day): string => `${day} ${SHORT_MONTHS[month - 1]} ${year}`;
