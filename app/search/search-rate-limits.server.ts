import { formatDuration } from "~/design/duration";
import type { Viewer } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { networkOf } from "~/platform/http/request/network";
import { createRateLimiter, UNLIMITED } from "~/platform/rate-limits/rate-limits.server";

/** A person who searches, reads and searches again stays far below it. */
export const SEARCHES_PER_MINUTE = 30;
/** A class shares a network. */
const SEARCHES_OF_NETWORK = 120;
/** Some letters a second, for as long as somebody types a name. */
export const NAMES_PER_MINUTE = 120;
const NAMES_OF_NETWORK = 480;

export interface SearchLimits {
  /** Counts one search of a member or a network. Returns 0, or the seconds until the next is accepted. */
  secondsToWait(clientAddress: string, viewer: Viewer): Promise<number>;
  /** The same for names while typing. */
  secondsToWaitForNames(clientAddress: string, viewer: Viewer): Promise<number>;
}

export function createSearchLimits(db: Database, enabled: boolean): SearchLimits {
  const perMinute = (name: string, points: number) =>
    enabled ? createRateLimiter(db, [{ name, points, seconds: 60 }]) : UNLIMITED;
  const searches = perMinute("searches", SEARCHES_PER_MINUTE);
  const ofNetwork = perMinute("searches-network", SEARCHES_OF_NETWORK);
  const names = perMinute("search-names", NAMES_PER_MINUTE);
  const namesOfNetwork = perMinute("search-names-network", NAMES_OF_NETWORK);
  return {
    secondsToWait: (address, viewer) =>
      (viewer.kind === "guest" ? ofNetwork : searches).secondsToWait(searchClient(address, viewer)),
    secondsToWaitForNames: (address, viewer) =>
      (viewer.kind === "guest" ? namesOfNetwork : names).secondsToWait(searchClient(address, viewer)),
  };
}

/** Whose searches are counted together: a member's, or those of a network. */
export const searchClient = (clientAddress: string, viewer: Viewer): string =>
  viewer.kind === "person" ? `person-${viewer.id}` : networkOf(clientAddress);

/** What somebody is told who has to wait. */
export const explainWait = (seconds: number): string =>
  `You have searched very often. Please search again in ${formatDuration(seconds)}.`;
