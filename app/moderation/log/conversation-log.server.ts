// Entries of the log about conversations.

import type { DatabaseClient, Transaction } from "~/platform/database/database.server";
import { CONVERSATION_ACTIONS, type ConversationAction } from "../conversation-actions";
import { LOG_KEY } from "./log.server";

export interface NewConversationEntry {
  action: ConversationAction;
  postId: number;
  /** The first comment of a branch. */
  commentId?: number;
  /** What readers are told. */
  words?: string;
  /** Of slow mode. */
  minutes?: number;
}

/** Adds an entry about what a person did to a post's conversation. */
export async function addConversationEntry(
  tx: Transaction,
  personId: number,
  { action, postId, commentId, words = "", minutes }: NewConversationEntry,
  now: Date,
): Promise<void> {
  tx.invalidate(LOG_KEY);
  const entry = { action, reason: minutes === undefined ? "" : String(minutes), words, was: "" };
  await tx.db.moderationEntry.create({
    data: { ...entry, postId, commentId: commentId ?? null, personId, createdAt: now },
    select: { id: true },
  });
}

/** Who last decided about a post's conversation as a whole; null if nobody has, or if they deleted their account. */
export async function findLastDecider(db: DatabaseClient, postId: number): Promise<number | null> {
  const entry = await db.moderationEntry.findFirst({
    where: { postId, commentId: null, action: { in: [...CONVERSATION_ACTIONS] } },
    orderBy: { id: "desc" },
    select: { personId: true },
  });
  return entry?.personId ?? null;
}
