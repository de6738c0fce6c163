import type { Continuations } from "~/links/continuation";
import { listContinuations } from "~/links/continuations.server";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { ResponsePage } from "../response";

/** In which posts the responses of a page are continued. Each of these posts has its pingback, so a discussion of one page without any isn't asked
 *  for: to members, whose pages aren't kept, that saves a query of a millisecond. */
export const listContinuationsOn = async (
  db: DatabaseClient,
  postId: number,
  { responses, pages }: ResponsePage,
): Promise<Continuations> =>
  pages > 1 || responses.some(({ kind }) => kind === "pingback") ? listContinuations(db, postId) : new Map();
