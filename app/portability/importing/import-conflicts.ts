// What an import leaves as it is, because it was edited on the site.

import type { ImportState } from "~/platform/imported-hash";
import { localTime } from "~/site/calendar";
import type { Problem } from "../content/front-matter";

/** What a file and the site have. */
export interface Conflict {
  file: string;
  line: number;
  /** Where it is on the site. */
  address: string;
  /** The names of what differs. */
  different: string[];
  /** When it was last saved there, if that is known. */
  savedAt?: Date | undefined;
  /** Whether it was written there and not imported. */
  isWrittenHere?: boolean;
  state: ImportState;
  /** Whether what is there becomes an earlier version of what replaces it. */
  hasVersions: boolean;
}

/** Explains a conflict, with when and what, and how to take the file all the same. */
export function explainConflict(
  { file, line, address, different, savedAt, isWrittenHere = false, state, hasVersions }: Conflict,
  timeZone: string,
): Problem {
  const how = isWrittenHere
    ? "was written on the site"
    : state === "unknown"
      ? "may have been edited on the site"
      : `was edited on the site${savedAt ? `, last saved on ${localTime(savedAt, timeZone).slice(0, 10)}` : ""}`;
  const rest = hasVersions ? "the text that is there becomes an earlier version" : "what is there is lost";
  return {
    ...{ file, line, field: "" },
    message: `${address} ${how}, and stays as it is. Different: ${different.join(", ")}. To take the file, add --force: ${rest}.`,
  };
}

/** The names of the values that differ. */
export const listDifferent = (pairs: Record<string, [unknown, unknown]>): string[] =>
  Object.entries(pairs).flatMap(([name, [a, b]]) => (JSON.stringify(a) === JSON.stringify(b) ? [] : [name]));
