// Lets so many work at once, and nobody hold all the places: whoever has much to do waits behind themselves.

export interface FairTurnsOptions {
  places: number;
  /** How many may wait: of one party, and of all. */
  maxWaitingOfOne: number;
  maxWaiting: number;
}

interface Party {
  running: number;
  waiting: ((isTurn: boolean) => void)[];
}

/**
 * Each party has at most all places but one, where there are several; and among parties that wait, turns go round. One party's
 * texts come in the order in which they were given.
 */
export class FairTurns {
  /** Whoever runs or waits, in the order in which the next turn is theirs. */
  readonly #parties = new Map<string, Party>();
  readonly #places: number;
  readonly #placesOfOne: number;
  #running = 0;
  #waiting = 0;

  constructor(private readonly options: FairTurnsOptions) {
    this.#places = options.places;
    this.#placesOfOne = Math.max(1, options.places - 1);
  }

  /**
   * Resolves with true when it is `name`'s turn: then `end` must be called once. With false, and nothing to end, where too many
   * wait already, or `signal` is aborted before the turn has come.
   */
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

  /** Whoever has a turn, or has just had one, is the last to have the next. */
  #putLast(name: string, party: Party): void {
    this.#parties.delete(name);
    this.#parties.set(name, party);
  }

  #forget(name: string, party: Party): void {
    if (party.running === 0 && party.waiting.length === 0) this.#parties.delete(name);
  }
}
