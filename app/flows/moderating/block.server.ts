// A moderator blocks a person, a guest's address, a domain or words, and ends a block.

import { z } from "zod";
import { findEmail } from "~/accounts/account.server";
import { type AccountSummary, findAccountByWord } from "~/accounts/account-list.server";
import { type Correspondent, writeTo } from "~/accounts/mail/correspondence.server";
import { listRecipients } from "~/accounts/mail/recipients.server";
import { mayNow } from "~/accounts/present-rights.server";
import { findGuestEmail } from "~/comments/guests/guest-comments.server";
import { findNetworkHash } from "~/comments/guests/guest-networks.server";
import { formatDate } from "~/design/calendar";
import type { Reason } from "~/moderation/actions";
import { CONTENT_KINDS, MAX_BLOCKS, MAX_NETWORK_DAYS } from "~/moderation/blocks/block";
import type { BlockInput } from "~/moderation/blocks/block.schema";
import {
  addBlock,
  countBlocks,
  endBlock,
  findBlock,
  findSameBlock,
  type NewBlock,
} from "~/moderation/blocks/block.server";
import { blockedEmail } from "~/moderation/blocks/block-words";
import { hostOf, isWithin } from "~/moderation/blocks/domain";
import { addEvent } from "~/moderation/log/log.server";
import { may } from "~/people/policy";
import { isRole } from "~/people/roles";
import type { Member } from "~/people/viewer";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { enqueue } from "~/platform/jobs/jobs.server";
import type { SiteSecret } from "~/platform/site-secret.server";
import { noteBlocks, readSite } from "~/site/site.server";
import { grantBlockAppeals } from "./block-appeals.server";
import { UNDO_SECONDS } from "./decision-news.server";

type Deps = Correspondent & { db: Database; siteSecret: SiteSecret };

export type BlockingRefusal =
  | "block.not-allowed"
  | "block.too-many"
  /** The same is blocked already. */
  | "block.exists"
  | "block.no-member"
  /** The comment is gone, or its writer gave no address. */
  | "block.no-address"
  /** Where it came from is forgotten. */
  | "block.no-network"
  /** A network is blocked for MAX_NETWORK_DAYS at most. */
  | "block.too-long"
  /** Nobody blocks themselves, moderators, editors and administrators, or the site's own domain. */
  | "block.self"
  | "block.staff"
  | "block.own-domain";

export type BlockingResult = { ok: true; id: number } | { ok: false; reason: BlockingRefusal };

/** Blocks something from now on. `endsAt` null is for good. A blocked member is told by e-mail, a little later, so that a block
 *  that was ended at once reaches nobody. */
export const blockThing = (
  deps: Deps,
  moderator: Member,
  input: BlockInput,
  { endsAt, now }: { endsAt: Date | null; now: Date },
): Promise<BlockingResult> =>
  deps.db.write(async (tx) => {
    if (!(await mayNow(tx.db, moderator, "block.edit"))) return { ok: false, reason: "block.not-allowed" };
    if (input.kind === "network" && isTooLong(endsAt, now)) return { ok: false, reason: "block.too-long" };
    const target = await findTarget({ ...deps, db: tx.db }, moderator, input);
    if (!target.ok) return target;
    const { ok: _, ...block } = {
      ...target,
      note: input.note,
      makerId: moderator.id,
      createdAt: now,
      endsAt,
    };
    if (await findSameBlock(tx.db, block, now)) return { ok: false, reason: "block.exists" };
    if ((await countBlocks(tx.db, now)) >= MAX_BLOCKS) return { ok: false, reason: "block.too-many" };
    const id = await addBlock(tx, block);
    const event = CONTENT_KINDS.includes(block.kind) ? "block-content" : "block-writer";
    await addEvent(tx, moderator.id, event, { kind: "block" }, { reason: target.reason ?? "", now });
    await noteBlocks(tx, await countBlocks(tx.db, now));
    const at = new Date(now.getTime() + UNDO_SECONDS * 1000);
    if (input.kind === "person") await enqueue(tx, tellBlockedJob, { blockId: id }, { now, at });
    return { ok: true, id };
  });

const isTooLong = (endsAt: Date | null, now: Date): boolean =>
  endsAt === null || endsAt.getTime() - now.getTime() > MAX_NETWORK_DAYS * 24 * 60 * 60 * 1000;

type Target = { ok: true } & Pick<
  NewBlock,
  "kind" | "effect" | "personId" | "hash" | "text" | "commentId" | "words"
> & { reason?: Reason };

async function findTarget(
  { db, siteSecret, siteUrl }: { db: DatabaseClient; siteSecret: SiteSecret; siteUrl: string },
  moderator: Member,
  input: BlockInput,
): Promise<Target | { ok: false; reason: BlockingRefusal }> {
  if (input.kind === "domain" && isWithin(hostOf(siteUrl) ?? "", input.text))
    return { ok: false, reason: "block.own-domain" };
  if (input.kind === "domain" || input.kind === "words") {
    const { kind, effect, text } = input;
    return { ok: true, kind, effect, text };
  }
  const { kind, reason, words } = input;
  if (input.kind === "network") {
    const networkHash = await findNetworkHash(db, input.comment);
    if (networkHash === null) return { ok: false, reason: "block.no-network" };
    const commentId = input.comment;
    return { ok: true, kind, effect: "refuse", hash: networkHash, commentId, reason, words };
  }
  const email = input.kind === "address" ? await findGuestEmail(db, input.comment) : null;
  if (input.kind === "address" && email === null) return { ok: false, reason: "block.no-address" };
  const account = await findAccountByWord(db, input.kind === "person" ? input.handle : (email ?? ""));
  if (input.kind === "person" && account === null) return { ok: false, reason: "block.no-member" };
  if (account?.personId === moderator.id) return { ok: false, reason: "block.self" };
  if (account && isStaff(account)) return { ok: false, reason: "block.staff" };
  const hash = siteSecret.hash("address", email ?? account?.email ?? "");
  const commentId = input.kind === "address" ? input.comment : null;
  // With the person, a new address of theirs doesn't end it. Moderators aren't told whose address it is.
  return {
    ok: true,
    kind,
    effect: "refuse",
    personId: account?.personId ?? null,
    hash,
    commentId,
    reason,
    words,
  };
}

const isStaff = ({ personId, role, moderates }: AccountSummary): boolean =>
  isRole(role) && may({ kind: "person", id: personId, role, moderates }, "response.moderate");

/** Ends a block now, which grants appeals of it. Repeated, it changes nothing. */
export const endBlockNow = (
  deps: Correspondent & { db: Database; siteSecret: SiteSecret },
  moderator: Member,
  id: number,
  now: Date,
): Promise<{ ok: true } | { ok: false; reason: "block.not-allowed" | "block.not-found" }> =>
  deps.db.write(async (tx) => {
    if (!(await mayNow(tx.db, moderator, "block.edit"))) return { ok: false, reason: "block.not-allowed" };
    if (!(await findBlock(tx.db, id))) return { ok: false, reason: "block.not-found" };
    if (await endBlock(tx, id, now)) {
      await addEvent(tx, moderator.id, "end-block", { kind: "block" }, { now });
      await grantBlockAppeals(tx, deps, moderator, id, { words: "", now });
    }
    await noteBlocks(tx, await countBlocks(tx.db, now));
    return { ok: true };
  });

/** Tells a member that they are blocked. It isn't a notification, which they could have turned off: it is about what they may do. */
export const tellBlockedJob = defineJob({
  kind: "tell-of-block",
  queue: "mail",
  payload: z.object({ blockId: z.number().int() }),
  describe: ({ blockId }) => `block ${blockId}`,
  run: (deps: Correspondent & { db: Database }, { blockId }, now) =>
    deps.db.write(async (tx) => {
      const block = await findBlock(tx.db, blockId);
      if (!block || block.personId === null || (block.endsAt && block.endsAt <= now)) return;
      const until = block.endsAt && formatDate(block.endsAt, "moment", await readSite(tx.db));
      for (const { accountId } of await listRecipients(tx.db, [block.personId])) {
        const email = await findEmail(tx.db, accountId);
        if (email)
          await writeTo(
            tx,
            deps,
            email,
            (siteName) => blockedEmail(siteName, deps.siteUrl, { ...block, until }),
            now,
          );
      }
    }),
});
