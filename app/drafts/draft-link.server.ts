// Secret links at which somebody without an account reads a draft. The table stores only hashes, so that reading it opens nothing.

import { z } from "zod";
import { hashSecret, newSecret } from "~/accounts/token.server";
import type { Database, DatabaseClient, Transaction } from "~/platform/database/database.server";
import { defineJob } from "~/platform/jobs/job";
import { LINK_DAYS, MAX_LINKS } from "./draft.schema";
import { type Draft, findDraft } from "./draft.server";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Long enough to say that a link has expired, instead of that there is none. */
const KEEP_MS = LINK_DAYS * DAY_MS;

export type LinkRefusal = { ok: false; reason: "link.too-many" };

/** Creates a link. Returns its secret, which can't be recovered. Refused if MAX_LINKS work already. */
export async function createLink(
  tx: Transaction,
  draftId: number,
  personId: number,
  now: Date,
): Promise<{ ok: true; secret: string } | LinkRefusal> {
  if ((await listLinks(tx.db, draftId, now)).length >= MAX_LINKS)
    return { ok: false, reason: "link.too-many" };
  const secret = newSecret();
  await tx.db.draftLink.create({
    data: {
      ...{ draftId, personId, hash: hashSecret(secret), createdAt: now },
      expiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MS),
    },
    select: { id: true },
  });
  return { ok: true, secret };
}

/** The links of a draft that work, newest first. */
export const listLinks = (db: DatabaseClient, draftId: number, now: Date) =>
  db.draftLink.findMany({
    where: { draftId, revokedAt: null, expiresAt: { gt: now } },
    orderBy: { id: "desc" },
    take: MAX_LINKS,
    select: { id: true, createdAt: true, expiresAt: true, person: { select: { name: true } } },
  });

/** Revokes a link of a draft. Returns false if the draft has no such link. */
export async function revokeLink(tx: Transaction, draftId: number, id: number, now: Date): Promise<boolean> {
  const { count } = await tx.db.draftLink.updateMany({ where: { id, draftId }, data: { revokedAt: now } });
  return count === 1;
}

/** The draft of a link, with the link's id. Null if there is no such link; "over" if it was revoked or has expired. */
export async function findLinkedDraft(
  db: DatabaseClient,
  secret: string,
  now: Date,
): Promise<(Draft & { linkId: number }) | "over" | null> {
  const link = await db.draftLink.findUnique({ where: { hash: hashSecret(secret) } });
  if (!link) return null;
  if (link.revokedAt || link.expiresAt <= now) return "over";
  const draft = await findDraft(db, link.draftId);
  return draft && { ...draft, linkId: link.id };
}

/** Deletes links long after they expired. */
export const pruneLinksJob = defineJob({
  kind: "prune-draft-links",
  queue: "rendering",
  payload: z.object({}),
  async run({ db }: { db: Database }, _payload, now) {
    const expiresAt = { lt: new Date(now.getTime() - KEEP_MS) };
    await db.write((tx) => tx.db.draftLink.deleteMany({ where: { expiresAt } }));
  },
});

/** Takes a person's name off their links. */
export async function leaveLinks(tx: Transaction, personId: number): Promise<void> {
  await tx.db.draftLink.updateMany({ where: { personId }, data: { personId: null } });
}
