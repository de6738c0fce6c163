// How often may be tried to come in, and how many letters strangers may have sent.

import { createHash } from "node:crypto";
import type { Database } from "~/platform/database/database.server";
import { networkOf } from "~/platform/http/network";
import { createFailureLimiter, createRateLimiter, UNLIMITED } from "~/platform/rate-limits.server";
import {
  FAILURES_PER_ACCOUNT,
  FAILURES_PER_NETWORK,
  FAILURES_SECONDS,
  LETTERS_PER_ADDRESS,
  LETTERS_PER_NETWORK,
  LETTERS_SECONDS,
  STARTS_PER_NETWORK,
  STARTS_SECONDS,
} from "./account.schema";
import { CHALLENGES_PER_NETWORK, CHALLENGES_SECONDS } from "./passkey.schema";

export interface AccountLimits {
  /** The seconds to wait after too many wrong passwords, from a network or for an address; 0 for none. One query. */
  secondsToWait(clientAddress: string, email: string): Promise<number>;
  countFailure(clientAddress: string, email: string): Promise<void>;
  /** The same for passkeys, which don't say whose they are before they fit: counted with a network's wrong passwords. */
  secondsToWaitForPasskey(clientAddress: string): Promise<number>;
  countPasskeyFailure(clientAddress: string): Promise<void>;
  /** Counts one challenge that is made for a passkey: 0, or the seconds to wait before the next is. */
  secondsToWaitForChallenge(clientAddress: string): Promise<number>;
  /** Counts one letter that a stranger asks for: 0, or the seconds to wait before the next is written. */
  secondsToWaitForLetter(clientAddress: string, email: string): Promise<number>;
  /** Counts one who sets out to another site: 0, or the seconds to wait before the next may. */
  secondsToWaitForStart(clientAddress: string): Promise<number>;
}

export function createAccountLimits(db: Database, enabled: boolean): AccountLimits {
  const network = { name: "failures-network", points: FAILURES_PER_NETWORK, seconds: FAILURES_SECONDS };
  const networkFailures = createFailureLimiter(db, { network });
  const failures = createFailureLimiter(db, {
    network,
    account: { name: "failures-account", points: FAILURES_PER_ACCOUNT, seconds: FAILURES_SECONDS },
  });
  const limited = (name: string, points: number, seconds = LETTERS_SECONDS) =>
    enabled ? createRateLimiter(db, [{ name, points, seconds }]) : UNLIMITED;
  const perAddress = limited("letters-address", LETTERS_PER_ADDRESS);
  const perNetwork = limited("letters-network", LETTERS_PER_NETWORK);
  const challenges = limited("challenges-network", CHALLENGES_PER_NETWORK, CHALLENGES_SECONDS);
  const starts = limited("starts-network", STARTS_PER_NETWORK, STARTS_SECONDS);
  const keys = (clientAddress: string, email: string) => ({
    network: networkOf(clientAddress),
    account: keyOf(email),
  });
  return {
    secondsToWait: async (clientAddress, email) =>
      enabled ? failures.secondsToWait(keys(clientAddress, email)) : 0,
    countFailure: (clientAddress, email) => failures.count(keys(clientAddress, email)),
    secondsToWaitForPasskey: async (clientAddress) =>
      enabled ? networkFailures.secondsToWait({ network: networkOf(clientAddress) }) : 0,
    countPasskeyFailure: (clientAddress) => networkFailures.count({ network: networkOf(clientAddress) }),
    secondsToWaitForChallenge: (clientAddress) => challenges.secondsToWait(networkOf(clientAddress)),
    async secondsToWaitForLetter(clientAddress, email) {
      const wait = await perNetwork.secondsToWait(networkOf(clientAddress));
      return wait > 0 ? wait : perAddress.secondsToWait(keyOf(email));
    },
    secondsToWaitForStart: (clientAddress) => starts.secondsToWait(networkOf(clientAddress)),
  };
}

/** Counts are no place to keep addresses in. */
const keyOf = (email: string) => createHash("sha256").update(email).digest("base64url");
