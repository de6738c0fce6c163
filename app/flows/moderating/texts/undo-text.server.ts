// Undoes what a moderator decided about a comment's text.

import type { RenderMarkdown } from "~/markdown/rendered";
import { type Entry, markUndone } from "~/moderation/log/log.server";
import { mayUndo } from "~/moderation/texts/text-actions";
import type { Database, Transaction } from "~/platform/database/database.server";
import type { HubDeps } from "../../publishing/hub-news.server";
import { prepareUncut, undoPassage } from "./cut-passage.server";
import { prepareEarlierText, undoEditDecision } from "./decide-edit.server";
import type { PreparedText } from "./prepare-text.server";

/** Renders the texts that undoing these entries gives back to comments, by the entries' ids. */
export async function prepareTextsBefore(
  deps: { db: Database; render: RenderMarkdown },
  entries: Entry[],
): Promise<Map<number, PreparedText>> {
  const prepared = new Map<number, PreparedText>();
  for (const entry of entries) {
    const text =
      entry.action === "approve-edit"
        ? await prepareEarlierText(deps, entry)
        : entry.action === "cut-passage"
          ? await prepareUncut(deps, entry)
          : null;
    if (text) prepared.set(entry.id, text);
  }
  return prepared;
}

/** Undoes an entry about a text, and says whether it could be done. */
export async function undoText(
  tx: Transaction,
  deps: HubDeps,
  entry: Entry,
  prepared: PreparedText | null,
  now: Date,
): Promise<boolean> {
  if (!mayUndo(entry.action)) return false;
  const isUndone =
    entry.action === "cut-passage"
      ? await undoPassage(tx, deps, entry, prepared, now)
      : await undoEditDecision(tx, deps, entry, prepared, now);
  if (isUndone) await markUndone(tx, entry, now);
  return isUndone;
}
