import type { Citation } from "../citation";

/** A format that reference managers read. */
export interface Format {
  name: string;
  /** Programs that read it. */
  readBy: string;
  type: string;
  /** Of its file's name, with the dot. */
  ending: string;
  write(citation: Citation): string;
}

/** One line of text: a line break would end a field, and a control character is in no format. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, " ").trim();

const twoDigits = (number: number) => String(number).padStart(2, "0");

/** "2026/03/04" */
export const dateBy = ({ year, month, day }: Citation["day"], sign: "/" | "-"): string =>
  [year, twoDigits(month), twoDigits(day)].join(sign);
