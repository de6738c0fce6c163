// Decides, in the transaction that adds or edits a reply, what becomes of it: refused by a block, held, or neither.

import { timingSafeEqual } from "node:crypto";
import { findEmail } from "~/accounts/account.server";
import { mayNow } from "~/accounts/present-rights.server";
import { guestBlockPath, OWN_BLOCK_PATH, WRITER_KINDS, type WriterBlock } from "~/moderation/blocks/block";
import { type BlockInForce, listBlocksFor } from "~/moderation/blocks/block.server";
import { type Content, findMatch } from "~/moderation/blocks/match";
import type { HeldFor } from "~/moderation/holding";
import { canonicalEmail } from "~/people/fields";
import type { Viewer } from "~/people/viewer";
import type { DatabaseClient } from "~/platform/database/database.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { type ReplySettings, readReplySettings } from "~/site/site.server";
import { findReasonToHold } from "./reason-to-hold.server";

export type BlockRefusal =
  | { ok: false; reason: "block.writer"; block: WriterBlock }
  | { ok: false; reason: "block.content" };

export type Review = { ok: true; heldFor: HeldFor | null; blockId: number | null } | BlockRefusal;

export interface Reviewed extends Content {
  postId: number;
  isSuspected: boolean;
  /** The address that a guest typed. */
  email: string | null;
  /** Of the network that a guest posts from; null for a member. */
  networkHash: string | null;
}

/** Reads blocks only if any is in force. Moderators are bound by none. `settings` are those of the site, if the transaction has
 *  read them. */
export async function reviewReply(
  { db, siteSecret }: { db: DatabaseClient; siteSecret: SiteSecret },
  viewer: Viewer,
  reply: Reviewed,
  { settings: known, now }: { settings?: ReplySettings; now: Date },
): Promise<Review> {
  const settings = known ?? (await readReplySettings(db));
  const block = settings.hasBlocks ? await findBlockOf({ db, siteSecret }, viewer, reply, now) : null;
  if (block && block.effect === "refuse" && !(await isModerator(db, viewer)))
    return refusalBy(block, viewer, siteSecret);
  return holdIfNeeded(db, viewer, reply, { settings, block });
}

async function holdIfNeeded(
  db: DatabaseClient,
  viewer: Viewer,
  { postId, isSuspected }: Reviewed,
  { settings, block }: { settings: ReplySettings; block: BlockInForce | null },
): Promise<Review> {
  const isListed = block?.effect === "hold";
  const heldFor = await findReasonToHold(db, viewer, { postId, isSuspected, isListed, settings });
  return { ok: true, heldFor, blockId: heldFor === "listed" && block ? block.id : null };
}

/** Why a member may not reply, neither with their account nor without it; null if they may. */
export async function findMemberBlock(
  { db, siteSecret }: { db: DatabaseClient; siteSecret: SiteSecret },
  viewer: Viewer,
  now: Date,
): Promise<WriterBlock | null> {
  const { hasBlocks } = await readReplySettings(db);
  if (!hasBlocks || (await isModerator(db, viewer))) return null;
  const nothing = { html: "", name: "", site: "", email: null, networkHash: null };
  const block = await findBlockOf({ db, siteSecret }, viewer, nothing, now);
  const refusal = block && refusalBy(block, viewer, siteSecret);
  return refusal?.reason === "block.writer" ? refusal.block : null;
}

/** The block that decides about a reply: of its writer before its content. */
async function findBlockOf(
  { db, siteSecret }: { db: DatabaseClient; siteSecret: SiteSecret },
  viewer: Viewer,
  reply: Content & Pick<Reviewed, "email" | "networkHash">,
  now: Date,
): Promise<BlockInForce | null> {
  const isMember = viewer.kind === "person";
  const email = isMember ? await findEmail(db, viewer.accountId) : canonicalEmail(reply.email ?? "");
  const hashes = [...(email ? [siteSecret.hash("address", email)] : []), reply.networkHash ?? []].flat();
  const blocks = await listBlocksFor(db, { personId: isMember ? viewer.id : null, hashes }, now);
  return blocks.find(({ kind }) => WRITER_KINDS.includes(kind)) ?? findMatch(reply, blocks);
}

const isModerator = async (db: DatabaseClient, viewer: Viewer): Promise<boolean> =>
  viewer.kind === "person" && (await mayNow(db, viewer, "response.moderate"));

/** Whether somebody has met a block: nobody else can make the address of its page. */
export const provesBlock = (siteSecret: SiteSecret, id: number, proof: string): boolean => {
  const known = Buffer.from(proofOfBlock(siteSecret, id));
  const given = Buffer.from(proof);
  return given.length === known.length && timingSafeEqual(given, known);
};

/** In hexadecimal, since addresses are read without capitals. */
const proofOfBlock = (siteSecret: SiteSecret, id: number) =>
  Buffer.from(siteSecret.hash("block-link", String(id)), "base64url").toString("hex");

function refusalBy(
  { id, kind, reason, words, endsAt }: BlockInForce,
  viewer: Viewer,
  siteSecret: SiteSecret,
): BlockRefusal {
  if (!WRITER_KINDS.includes(kind)) return { ok: false, reason: "block.content" };
  const by = viewer.kind === "person" ? "account" : kind === "network" ? "network" : "address";
  const appeal = by === "account" ? OWN_BLOCK_PATH : guestBlockPath(id, proofOfBlock(siteSecret, id));
  return { ok: false, reason: "block.writer", block: { by, id, appeal, reason, words, endsAt } };
}
