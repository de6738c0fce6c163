import type { LoaderFunctionArgs } from "@remix-run/node";
import { MIN_MENTION_LETTERS } from "~/comments/references/mention-limits";
import { findPeopleByName } from "~/people/person.server";
import type { PageHandle } from "../page-handle";

export const handle: PageHandle = { act: "response.mention", answersScript: true };

/** A longer query is a pasted text. */
const MAX_QUERY_CHARS = 30;

/** People whose handle or name contains what a member types after "@". */
export async function loader({ context }: LoaderFunctionArgs) {
  const { db, viewer, commentLimits, clientAddress } = context;
  const query = (context.query("q").get("q") ?? "").trim();
  const letters = [...query].length;
  if (viewer.kind === "guest" || letters < MIN_MENTION_LETTERS || letters > MAX_QUERY_CHARS)
    return Response.json([]);
  const wait = await commentLimits.secondsToWaitForPeople(clientAddress, viewer);
  if (wait > 0) return Response.json([], { status: 429, headers: { "Retry-After": String(wait) } });
  return Response.json(await findPeopleByName(db, query));
}
