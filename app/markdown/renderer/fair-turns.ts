// A fair semaphore: limits concurrency, and keeps any one party from holding all places.

export interface FairTurnsOptions {
  places: number;
  /** Highest number of waiting calls of one party, and of all parties. */
  maxWaitingOfOne: number;
  maxWaiting: number;
}

interface Party {
  running: number;
  waiting: ((isTurn: boolean) => void)[];
}

/** If there is more than one place, a party may hold at most all but one. Waiting parties are served round
 *  robin, and each party's calls in the order in which they arrived. */
export class FairTurns {
  /** Parties that run or wait, ordered by whose turn is next. */
  readonly #parties = new Map<string, Party>();
  readonly #places: number;
  readonly #placesOfOne: number;
  #running = 0;
  #waiting = 0;

  constructor(private readonly options: FairTurnsOptions) {
    this.#places = options.places;
    this.#placesOfOne = Math.max(1, options.places - 1);
  }

  /** Whether a call would have to wait. */
  get isFull(): boolean {
    return this.#running >= this.#places;
  }

  /** Resolves with true when it is `name`'s turn; the caller must then call `end` exactly once. Resolves with
   *  false, and nothing to end, if a waiting limit is reached or `signal` is aborted first. */
  begin(name: string, signal: AbortSignal): Promise<boolean> {
    const party = this.#parties.get(name) ?? { running: 0, waiting: [] };
    if (signal.aborted) return Promise.resolve(false);
    if (party.waiting.length >= this.options.maxWaitingOfOne || this.#waiting >= this.options.maxWaiting)
      return Promise.resolve(false);
    this.#parties.set(name, party);
    return new Promise((resolve) => {
      const turn = (isTurn: boolean) => {
        signal.removeEventListener("abort", giveUp);
        this.#waiting -= 1;
        resolve(isTurn);
      };
      const giveUp = () => {
        party.waiting.splice(party.waiting.indexOf(turn), 1);
        turn(false);
        this.#forget(name, party);
      };
      signal.addEventListener("abort", giveUp);
      party.waiting.push(turn);
      this.#waiting += 1;
      this.#next();
    });
  }

  end(name: string): void {
    const party = this.#parties.get(name);
    if (!party) return;
    party.running -= 1;
    this.#running -= 1;
    this.#putLast(name, party);
    this.#forget(name, party);
    this.#next();
  }

  #next(): void {
    while (this.#running < this.#places) {
      const found = [...this.#parties].find(
        ([, party]) => party.waiting.length > 0 && party.running < this.#placesOfOne,
      );
      if (!found) return;
      const [name, party] = found;
      party.running += 1;
      this.#running += 1;
      this.#putLast(name, party);
      party.waiting.shift()?.(true);
    }
  }

  /** A party moves to the end of the order when its turn begins, and again when it ends. */
  #putLast(name: string, party: Party): void {
    this.#parties.delete(name);
    this.#parties.set(name, party);
  }

  #forget(name: string, party: Party): void {
    if (party.running === 0 && party.waiting.length === 0) this.#parties.delete(name);
  }
}
