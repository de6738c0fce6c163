// Limits of what one client's books may cost others.

import type { Viewer } from "~/people/viewer";
import type { Database } from "~/platform/database/database.server";
import { networkOf } from "~/platform/http/request/network";
import { createRateLimiter, UNLIMITED } from "~/platform/rate-limits/rate-limits.server";
import { BOOKS_PER_HOUR } from "./book.schema";

export interface BookLimits {
  /** Counts one book that a member or a network asks for. Returns 0, or the seconds until the next is accepted. */
  secondsToWait(client: string): Promise<number>;
}

export function createBookLimits(db: Database, enabled: boolean): BookLimits {
  const books = enabled
    ? createRateLimiter(db, [{ name: "books-hour", points: BOOKS_PER_HOUR, seconds: 60 * 60 }])
    : UNLIMITED;
  return { secondsToWait: (client) => books.secondsToWait(client) };
}

/** A member, or the network of a guest. */
export const clientOf = (viewer: Viewer, clientAddress: string): string =>
  viewer.kind === "guest" ? networkOf(clientAddress) : `person-${viewer.id}`;
