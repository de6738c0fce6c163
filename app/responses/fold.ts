// The replies to a response, which a reader can fold away. They are open in the HTML: without a script, for search and in print all can be read.

import type { Branch } from "~/comments/thread/thread";
import { type Markup, markup } from "~/platform/markup";
import type { ThreadItem } from "./response";

/** Writers whom folded replies name. More would be a paragraph. */
const NAMED = 2;

/** Puts the `list` of a response's replies below a line that folds it. People whom the reader has muted aren't named. */
export function foldReplies(
  { response, replies }: Branch<ThreadItem>,
  list: Markup,
  mutedIds: ReadonlySet<number>,
): Markup {
  const people = new Map<number | string, string>();
  const count = addWriters(people, replies);
  // All that is left are places of deleted replies.
  if (count === 0) return list;
  const named = [...people].filter(([id]) => typeof id === "string" || !mutedIds.has(id)).slice(0, NAMED);
  const others = people.size - named.length;
  const names = named.map(([, name]) => markup`<bdi>${name}</bdi>`);
  const by = names.length > 0 && markup`<span class="fold-by"> by ${join(names, others)}</span>`;
  return markup`<details class="fold" open><summary>${count} ${count === 1 ? "reply" : "replies"}${by}<span class="spoken"> to response ${response.number}</span></summary>${list}</details>`;
}

/** Adds the writers of all replies, first come first, and returns the number of replies. */
function addWriters(people: Map<number | string, string>, replies: Branch<ThreadItem>[]): number {
  let count = 0;
  for (const { response, replies: below } of replies) {
    if (response.kind === "comment" && !response.placeholder) {
      const writer = response.personId ?? response.name;
      if (!people.has(writer)) people.set(writer, response.name);
      count += 1;
    }
    count += addWriters(people, below);
  }
  return count;
}

/** "Ada", "Ada and Grace", "Ada, Grace and 3 others" */
function join([first, second]: Markup[], others: number): Markup {
  if (others > 0) {
    const rest = others === 1 ? "1 other" : `${others} others`;
    return second ? markup`${first}, ${second} and ${rest}` : markup`${first} and ${rest}`;
  }
  return second ? markup`${first} and ${second}` : markup`${first}`;
}
