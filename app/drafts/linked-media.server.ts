// The pictures of a draft for whoever reads it at a secret link, without an account.

import { timingSafeEqual } from "node:crypto";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { SiteSecret } from "~/platform/site-secret.server";

const PROOF = /^(\d{1,9})\.([\w-]{43})$/;

const sign = (secret: SiteSecret, linkId: number, hash: string) =>
  secret.hash("draft-picture", `${linkId}:${hash}`);

/** What is added to the address of a picture on the page of a link. It tells nothing of the link's secret, and opens no other picture. */
export const linkedMediaQuery =
  (secret: SiteSecret, linkId: number) =>
  (hash: string): string =>
    `?link=${linkId}.${sign(secret, linkId, hash)}`;

/** Whether such a query shows an upload now: its link works, and the draft of the link names the upload and isn't in the bin. */
export async function showsLinkedMedia(
  { db, siteSecret, now }: { db: DatabaseClient; siteSecret: SiteSecret; now: Date },
  { id: mediaId, hash }: { id: number; hash: string },
  proof: string | null,
): Promise<boolean> {
  const [, linkId = "", signature = ""] = PROOF.exec(proof ?? "") ?? [];
  if (!linkId) return false;
  const expected = sign(siteSecret, Number(linkId), hash);
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(expected))) return false;
  const draft = { binnedAt: null, media: { some: { mediaId } } };
  const working = { id: Number(linkId), revokedAt: null, expiresAt: { gt: now }, draft };
  return (await db.draftLink.findFirst({ where: working, select: { id: true } })) !== null;
}
