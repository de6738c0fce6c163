// The name under which a reply is posted.

import { guest, type Viewer } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import { readSite } from "~/site/site.server";

/** The person shown in a reply form; null for a guest, who fills in their details. */
export const nameOf = (viewer: Viewer) =>
  viewer.kind === "person" ? { id: viewer.id, name: viewer.name } : null;

/** Whether a member's form may offer to reply without their account. */
export const mayHide = ({ withoutAccount }: { withoutAccount: string }) => withoutAccount === "yes";

/** Who posts a reply: the viewer, or a guest if a member chose so and the site allows it. If it doesn't any more, the reply is refused
 *  rather than posted under the member's name. */
export async function speakerOf(
  db: DatabaseClient,
  viewer: Viewer,
  account: string | undefined,
): Promise<{ speaker: Viewer; isHidden: boolean; refusal: "comment.not-hidden" | null }> {
  const wants = viewer.kind === "person" && account === "none";
  const isHidden = wants && mayHide(await readSite(db));
  const refusal = wants && !isHidden ? "comment.not-hidden" : null;
  return { speaker: isHidden ? guest : viewer, isHidden, refusal };
}

/** Why a form opened as `as` would now post under another name; null if it wouldn't. */
export function findChangeOfSpeaker(
  viewer: Viewer,
  as: string | undefined,
): "comment.now-member" | "comment.now-guest" | null {
  if (viewer.kind === "person")
    return as === undefined || as === String(viewer.id) ? null : "comment.now-member";
  return as === undefined || as === "guest" ? null : "comment.now-guest";
}

/** What a visitor's browser says about itself with a form, for the spam service. */
export const browserOf = ({ headers }: Request) => ({
  userAgent: headers.get("User-Agent") ?? "",
  referrer: headers.get("Referer") ?? "",
});
