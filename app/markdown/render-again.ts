// Renders a stored text again: after RENDER_VERSION has risen, and when a check finds it outdated.

import { isPassing } from "./limits";
import type { RenderMarkdown, RenderResult } from "./rendered";

/** The part of the database client that is needed here. */
interface Store<Tx> {
  write(work: (tx: Tx) => Promise<void>): Promise<void>;
}

/** Renders `source` outside any transaction, then calls `keep` in a new one. Returns false and stores nothing
 *  if the refusal is temporary: the stored HTML and its version stay until the next attempt. */
export async function renderAgain<Tx>(
  { db, render }: { db: Store<Tx>; render: RenderMarkdown },
  source: string,
  options: Parameters<RenderMarkdown>[1],
  keep: (tx: Tx, text: RenderResult) => Promise<void>,
): Promise<boolean> {
  const text = await render(source, options);
  if (!text.ok && isPassing(text.reason)) return false;
  await db.write((tx) => keep(tx, text));
  return true;
}
