// Announces committed changes to every process. Each transaction inserts a row; a notification saves polling
// for it, and polling makes up for a lost notification.

import type { Change, Engine } from "./engine";

/** How long the row of a change is kept for processes that haven't read it yet. */
export const KEEP_CHANGES_MS = 60 * 60 * 1000;
/** Polling interval where lost notifications can't be detected otherwise. */
const ASK_EVERY_MS = 2_000;
/** With no other process writing, a process's own changes are settled in batches of this size. */
const MAX_KNOWN = 1_000;
/** A process that has missed more changes than this drops its whole cache instead of reading them. */
const MAX_MISSED = 5_000;

export type ChangeListener = (keys: ReadonlySet<string> | "everything") => void;

export class ChangeFeed {
  /** All changes up to this id are known. */
  #floor = 0;
  /** Known changes after the floor, with the time at which they became known. */
  readonly #known = new Map<number, number>();
  #lastAsked = 0;
  #asking: Promise<void> | undefined;
  #lookedThisTurn = false;
  readonly #endTurn = () => {
    this.#lookedThisTurn = false;
  };
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly tell: ChangeListener,
  ) {}

  /** Starts following the changes of other processes. */
  async begin(): Promise<void> {
    const newest = await this.engine.client.change.findFirst({
      orderBy: { id: "desc" },
      select: { id: true },
    });
    // Starts a little earlier: a transaction with a lower id may not have committed yet.
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

  /** Passes on a committed change, unless it is known. */
  hear({ id, keys }: Change): void {
    if (id <= this.#floor || this.#known.has(id)) return;
    this.#known.set(id, Date.now());
    this.tell(new Set(keys));
    if (this.#known.size > MAX_KNOWN && !this.#asking) void this.#ask().catch(() => {});
  }

  /** Passes on what other processes have committed, before an answer is taken from memory. Returns undefined
   *  if there is nothing to wait for. Looks once per turn of the event loop: requests that arrive together
   *  get pages of the same moment. This process's own changes are passed on as they are committed. */
  catchUp(): Promise<void> | undefined {
    if (!this.#lookedThisTurn) {
      this.#lookedThisTurn = true;
      setImmediate(this.#endTurn);
      if (this.engine.isBehind()) return this.#ask();
    }
    return this.#asking;
  }

  close() {
    clearInterval(this.#timer);
  }

  #ask(): Promise<void> {
    // A query that is already running may have read before the latest commit, so another one follows it.
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
    // Rows may have been pruned meanwhile, or the clock set back: what was missed is unknown.
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
