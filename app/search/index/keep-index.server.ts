// Keeps the index in the transactions that change texts: what is hidden, removed or edited is found by none of its words from the
// commit on. Commands needn't call it: a command that forgot would show old pages too.

import type { Changed, Transaction } from "~/platform/database/database.server";
import { CHECK_BATCH } from "~/platform/inconsistency";
import { SITE_KEY } from "~/site/site.server";
import type { SearchKind } from "../search";
import { listEntries, removePost } from "./entries.server";
import { beginFillingIfStale, followLater } from "./filling.server";
import { indexChanged } from "./index-texts.server";
import type { Provider } from "./words-writer.server";

/** Which things a cache tag tells of. */
const TAGS: ReadonlyMap<string, SearchKind> = new Map<string, SearchKind>([
  ["post-text", "post"],
  ["person", "person"],
  // A byline: a person is found once they are named in one.
  ["signed", "person"],
  ["tag", "tag"],
  ["series", "series"],
  ["parts", "series"],
]);

const ORDER = ["post", "comment", "tag", "series", "person"] as const;

export const keepIndex =
  (provider: Provider) =>
  async (tx: Transaction, { keys, reindexed }: Changed): Promise<void> => {
    const tagged = readTags(keys);
    for (const kind of ORDER) {
      const ids = new Set([...(tagged.get(kind) ?? []), ...(reindexed.get(kind) ?? [])]);
      for (const batch of inBatches(ids)) await follow(tx, provider, kind, batch);
    }
    if (keys.has(SITE_KEY)) await beginFillingIfStale(tx, new Date());
  };

async function follow(tx: Transaction, provider: Provider, kind: SearchKind, ids: number[]) {
  const answered = await indexChanged(tx.db, provider, kind, ids);
  for (const postId of answered) await followLater(tx, postId, new Date());
  if (kind !== "post") return;
  const left = await listEntries(tx.db, "post", ids);
  for (const id of ids) if (!left.has(id)) await removePost(tx.db, id);
}

function readTags(keys: ReadonlySet<string>): Map<SearchKind, Set<number>> {
  const found = new Map<SearchKind, Set<number>>();
  for (const key of keys) {
    const [, name = "", id] = /^([a-z-]+):(\d+)$/.exec(key) ?? [];
    const kind = TAGS.get(name);
    if (kind) found.set(kind, (found.get(kind) ?? new Set()).add(Number(id)));
  }
  return found;
}

function inBatches(ids: ReadonlySet<number>): number[][] {
  const all = [...ids];
  const batches: number[][] = [];
  for (let at = 0; at < all.length; at += CHECK_BATCH) batches.push(all.slice(at, at + CHECK_BATCH));
  return batches;
}
