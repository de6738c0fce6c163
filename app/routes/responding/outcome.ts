// What was just done to a response, told once to whoever did it. A post's page is kept and the same for everybody, so the page
// that tells it has an address of its own (`?done=posted-345`), which is kept for nobody, and tells it only to the browser that
// has the cookie of the same words. Anybody else, and the same browser a minute later, is led to the plain address.

import { type AppLoadContext, redirect } from "@remix-run/node";
import { parseCookie, stringifySetCookie } from "cookie";
import { ARRIVAL_S } from "~/comments/comment.schema";
import { readRowId } from "~/platform/database/row-id";

export interface Outcome {
  act: "posted" | "deleted";
  commentId: number;
}

/** The query's name and the cookie's. The reading script knows it too: a draft goes when what was sent has arrived. */
export const DONE = "done";

/** 303 to `address` (its anchor included), where the outcome is told. */
export function leadToOutcome(address: string, { act, commentId }: Outcome, siteUrl: string): Response {
  const value = `${act}-${commentId}`;
  const [page = "", anchor] = address.split("#");
  const location = `${page}${page.includes("?") ? "&" : "?"}${DONE}=${value}${anchor ? `#${anchor}` : ""}`;
  const cookie = stringifySetCookie({
    ...{ name: DONE, value, maxAge: ARRIVAL_S, path: "/", sameSite: "lax" },
    secure: siteUrl.startsWith("https:"),
  });
  return redirect(location, { status: 303, headers: { "Set-Cookie": cookie } });
}

/** What `done` in an address stands for; null where it isn't this browser's, or no longer. */
export function readOutcome(request: Request, query: URLSearchParams): Outcome | null {
  const asked = query.get(DONE);
  const cookies = parseCookie(request.headers.get("Cookie") ?? "");
  if (asked === null || cookies[DONE] !== asked) return null;
  const [, act, id] = /^(posted|deleted)-(\d+)$/.exec(asked) ?? [];
  const commentId = readRowId(id);
  return act && commentId !== null ? { act: act as Outcome["act"], commentId } : null;
}

/**
 * Whether a page may be made anew to tell an outcome. Members have pages of their own anyway. A guest's cookie can be made up, and
 * each page costs what the cache saves: so what they posted must stand there, and be new.
 */
export function mayBeTold(
  { viewer, now }: Pick<AppLoadContext, "viewer" | "now">,
  { act, commentId }: Outcome,
  responses: { kind: string; id: number; createdAt: Date }[],
): boolean {
  if (viewer.kind === "person") return true;
  const posted = responses.find(({ kind, id }) => kind === "comment" && id === commentId);
  return act === "posted" && !!posted && now().getTime() - posted.createdAt.getTime() < REPEAT_MS;
}

/** One that was sent again within this time is led to the first. */
const REPEAT_MS = 10 * 60 * 1000;
