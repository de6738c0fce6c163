// What changed, whichever process changed it. Each transaction leaves a row; a notification spares asking for it, and asking
// heals a notification that was lost.

import type { Change, Engine } from "./engine";

/** How long the row of a change is kept for processes that have not asked in the meantime. */
export const KEEP_CHANGES_MS = 60 * 60 * 1000;
/** How soon what went unheard is found where nothing tells that somebody wrote. */
const ASK_EVERY_MS = 2_000;
/** Where nobody else writes, what we wrote ourselves is settled in batches of this many. */
const MAX_KNOWN = 1_000;
/** A process that missed more than this forgets everything instead. */
const MAX_MISSED = 5_000;

export type ChangeListener = (keys: ReadonlySet<string> | "everything") => void;

export class ChangeFeed {
  /** All changes up to this one are known. */
  #floor = 0;
  /** Those after it that are known, and when they became so. */
  readonly #known = new Map<number, number>();
  #lastAsked = 0;
  #asking: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly tell: ChangeListener,
  ) {}

  /** From here on, what other processes change is told too. */
  async begin(): Promise<void> {
    const newest = await this.engine.client.change.findFirst({
      orderBy: { id: "desc" },
      select: { id: true },
    });
    // A little back: another may have taken a number before this and not committed yet.
    this.#floor = Math.max(0, (newest?.id ?? 0) - (this.engine.settlesAfterMs > 0 ? MAX_MISSED / 10 : 0));
    this.#lastAsked = Date.now();
    this.engine.isBehind();
    await this.engine.listen(
      (change) => this.hear(change),
      () => this.#forgetEverything(),
    );
    if (this.engine.settlesAfterMs > 0) {
      this.#timer = setInterval(() => void this.#ask().catch(() => {}), ASK_EVERY_MS).unref();
    }
  }

  /** A change that stands: told unless it is known. */
  hear({ id, keys }: Change): void {
    if (id <= this.#floor || this.#known.has(id)) return;
    this.#known.set(id, Date.now());
    this.tell(new Set(keys));
    if (this.#known.size > MAX_KNOWN && !this.#asking) void this.#ask().catch(() => {});
  }

  /** Tells what other processes have written, before something is answered from memory. Undefined where nothing is to do. */
  catchUp(): Promise<void> | undefined {
    if (this.engine.isBehind()) return this.#ask();
    return this.#asking;
  }

  close() {
    clearInterval(this.#timer);
  }

  #ask(): Promise<void> {
    // One that asks already may have read before the latest commit: this one asks after it.
    const asking = (this.#asking ?? Promise.resolve())
      .catch(() => {})
      .then(() => this.#readMissed())
      .finally(() => {
        if (this.#asking === asking) this.#asking = undefined;
      });
    this.#asking = asking;
    return asking;
  }

  async #readMissed() {
    const now = Date.now();
    const rows = await this.engine.client.change.findMany({
      where: { id: { gt: this.#floor } },
      orderBy: { id: "asc" },
      take: MAX_MISSED + 1,
    });
    // Rows may have gone, or the clock was set: what was missed can't be told any more.
    const wasAway = now < this.#lastAsked || now - this.#lastAsked > KEEP_CHANGES_MS / 2;
    this.#lastAsked = now;
    if (wasAway || rows.length > MAX_MISSED) {
      this.#forgetEverything();
      for (const { id } of rows) this.#known.set(id, now);
    }
    for (const { id, keys } of rows) this.hear({ id, keys: keys.split(" ") });
    this.#settle(now - this.engine.settlesAfterMs);
  }

  #settle(before: number) {
    for (const [id, since] of this.#known) {
      if (since > before) continue;
      this.#known.delete(id);
      this.#floor = Math.max(this.#floor, id);
    }
  }

  #forgetEverything() {
    this.tell("everything");
  }
}
