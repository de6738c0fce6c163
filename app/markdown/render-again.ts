// A text that is stored already is rendered again: after a new version, and where a check finds that it must be.

import { isPassing } from "./limits";
import type { RenderMarkdown, RenderResult } from "./rendered";

/** Whatever runs a transaction. */
interface Store<Tx> {
  write(work: (tx: Tx) => Promise<void>): Promise<void>;
}

/**
 * Renders `source`, and has `keep` store what came of it in a transaction that begins only then. False, with nothing stored, where it
 * can't be rendered just now: it keeps what it had, and its old version, until another try.
 */
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
