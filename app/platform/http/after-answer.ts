// What is done once an answer is sent, so that nobody waits for it.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../log.server";

export interface VisitFacts {
  /** Whether a person opens the page: it isn't asked for by HEAD, nor fetched ahead of a click that may never come. */
  isOpened: boolean;
  /** Does something after the answer was sent. A failure is logged; nobody else hears of it. */
  afterAnswer(work: () => Promise<unknown>): void;
}

export class AfterAnswers {
  readonly #log: Log;
  readonly #pending = new Set<Promise<void>>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** The facts of one request. */
  of(req: IncomingMessage, res: ServerResponse, requestId: string): VisitFacts {
    return {
      isOpened: req.method === "GET" && !isPrefetch(req),
      afterAnswer: (work) =>
        void res.once("finish", () => {
          const done = work()
            .then(
              () => {},
              (err: unknown) => this.#log.error({ err, requestId }, "what follows an answer failed"),
            )
            .finally(() => this.#pending.delete(done));
          this.#pending.add(done);
        }),
    };
  }

  /** Resolves when all that has begun has ended. */
  async settle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }
}

/** Sec-Purpose is the standard's; browsers sent Purpose before it, and Firefox X-Moz. */
const isPrefetch = ({ headers }: IncomingMessage) =>
  [headers["sec-purpose"], headers.purpose, headers["x-moz"]].some((value) =>
    String(value ?? "").startsWith("prefetch"),
  );
