// Confirms once what a visitor has just done to a response. The post's page is cached and the same for
// everyone, so the confirmation has its own address (`?done=posted-345`), is not cached, and appears only in
// the browser that has the matching cookie. Others, and the same browser a minute later, are redirected to
// the plain address.

import { type AppLoadContext, redirect } from "@remix-run/node";
import { parseCookie, stringifySetCookie } from "cookie";
import { commentAnchor } from "~/comments/comment";
import { ARRIVAL_S } from "~/comments/comment.schema";
import { replySecretCookie } from "~/comments/guests/guest-cookies";
import { readRowId } from "~/platform/database/rows/row-id";

export interface Outcome {
  act: "posted" | "edited" | "deleted" | "hidden" | "edit-withdrawn";
  commentId: number;
}

/** Name of the query parameter and of the cookie. The reading script also uses it, to delete the draft of a
 *  posted text. */
export const DONE = "done";

/** Redirects with 303 to `address` and its anchor, where the outcome is confirmed. */
export function redirectToOutcome(address: string, { act, commentId }: Outcome, siteUrl: string): Response {
  const value = `${act}-${commentId}`;
  const [page = "", anchor] = address.split("#");
  const location = `${page}${page.includes("?") ? "&" : "?"}${DONE}=${value}${anchor ? `#${anchor}` : ""}`;
  const cookie = stringifySetCookie({
    ...{ name: DONE, value, maxAge: ARRIVAL_S, path: "/", sameSite: "lax" },
    secure: siteUrl.startsWith("https:"),
  });
  return redirect(location, { status: 303, headers: { "Set-Cookie": cookie } });
}

/** Redirects to a guest's published reply, with the secret of the link to it for the confirmation there. */
export function redirectGuest(address: string, commentId: number, secret: string, siteUrl: string): Response {
  const answer = redirectToOutcome(address, { act: "posted", commentId }, siteUrl);
  answer.headers.append("Set-Cookie", replySecretCookie(commentId, secret, siteUrl));
  return answer;
}

/** Redirects to the page that tells the writer of a held reply what becomes of it, which is itself the confirmation. The reading script
 *  finds the posted comment in the anchor. */
export function redirectToOwn(address: string, commentId: number, siteUrl: string): Response {
  return redirectToOutcome(`${address}#${commentAnchor(commentId)}`, { act: "posted", commentId }, siteUrl);
}

/** The outcome of `done` in an address; null if the cookie doesn't match. */
export function readOutcome(request: Request, query: URLSearchParams): Outcome | null {
  const asked = query.get(DONE);
  const cookies = parseCookie(request.headers.get("Cookie") ?? "");
  if (asked === null || cookies[DONE] !== asked) return null;
  const [, act, id] = /^(posted|edited|deleted|hidden|edit-withdrawn)-(\d+)$/.exec(asked) ?? [];
  const commentId = readRowId(id);
  return act && commentId !== null ? { act: act as Outcome["act"], commentId } : null;
}

/** What the writer has just done to the comment that a page of theirs shows. */
export const readOwnOutcome = (
  request: Request,
  { query }: Pick<AppLoadContext, "query">,
): Outcome["act"] | null => readOutcome(request, query(DONE))?.act ?? null;

/** Whether a page may be rendered to confirm an outcome. Members' pages are always rendered. A guest could
 *  forge the cookie to bypass the cache, so the response must be on the page and recent. */
export function isOwnOutcome(
  { viewer, now }: Pick<AppLoadContext, "viewer" | "now">,
  { act, commentId }: Outcome,
  responses: { kind: string; id: number; createdAt: Date }[],
): boolean {
  if (viewer.kind === "person") return true;
  const posted = responses.find(({ kind, id }) => kind === "comment" && id === commentId);
  return act === "posted" && !!posted && now().getTime() - posted.createdAt.getTime() < REPEAT_MS;
}

/** A reply sent again within this time is redirected to the first one. */
const REPEAT_MS = 10 * 60 * 1000;
