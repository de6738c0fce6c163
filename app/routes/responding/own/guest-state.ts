import type { AppLoadContext } from "@remix-run/node";
import { findGuestEmail } from "~/comments/guests/guest-address.server";
import { isRememberedWith } from "~/comments/guests/guests.server";
import { withProof } from "./guest-browser";
import type { GuestState } from "./guest-ways";

/** What the page of a guest's reply says about e-mail and about this device. */
export async function readGuestState(
  { db, siteUrl, viewer: asked }: AppLoadContext,
  request: Request,
  commentId: number,
): Promise<GuestState> {
  const viewer = withProof(asked, request, siteUrl);
  const email = await findGuestEmail(db, commentId);
  const proof = viewer.kind === "guest" ? viewer.proof : undefined;
  return {
    emails: email === null ? "none" : email.isConfirmed ? "confirmed" : "asked",
    isRemembered: proof !== undefined && (await isRememberedWith(db, proof, commentId)),
    isMember: viewer.kind === "person",
  };
}
