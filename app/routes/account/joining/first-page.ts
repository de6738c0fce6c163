import type { JoinLink } from "~/accounts/joining/join.server";

/** The page after joining: the first administrator's is the list of first steps. */
export const firstPage = (kind: JoinLink): string =>
  kind === "first-run" ? "/first-steps?done=joined" : "/settings?joined";
