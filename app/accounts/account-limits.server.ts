// Limits for sign-in attempts, and for e-mails that strangers can trigger.

import { createHash } from "node:crypto";
import type { Database } from "~/platform/database/database.server";
import { networkOf } from "~/platform/http/request/network";
import {
  createFailureLimiter,
  createRateLimiter,
  UNLIMITED,
} from "~/platform/rate-limits/rate-limits.server";
import {
  CHOICES_PER_NETWORK,
  CHOICES_SECONDS,
  EMAILS_PER_ACCOUNT,
  EMAILS_PER_NETWORK,
  EMAILS_SECONDS,
  FAILURES_PER_ACCOUNT,
  FAILURES_PER_BROWSER,
  FAILURES_PER_NETWORK,
  FAILURES_PER_SESSION,
  FAILURES_SECONDS,
  FOLLOWS_PER_NETWORK,
  STARTS_PER_NETWORK,
  STARTS_SECONDS,
} from "./account.schema";
import { CHALLENGES_PER_NETWORK, CHALLENGES_SECONDS } from "./passkey/passkey.schema";

/** The place where a password is typed, by which failures are counted: so strangers' guesses lock nobody out
 *  of a browser that they have used before, or out of their settings while they are signed in. */
export type PasswordOrigin =
  | { kind: "stranger"; clientAddress: string; email: string }
  | { kind: "known-browser"; browserId: number }
  | { kind: "session"; sessionId: number };

export interface AccountLimits {
  /** Seconds to wait after too many wrong passwords from this origin; 0 if none. One query. */
  secondsToWait(origin: PasswordOrigin): Promise<number>;
  countFailure(origin: PasswordOrigin): Promise<void>;
  /** The same for passkeys. They don't say whose they are until they are verified, and are counted
   *  separately: guessing passwords must lock nobody out who has a passkey. */
  secondsToWaitForPasskey(clientAddress: string): Promise<number>;
  countPasskeyFailure(clientAddress: string): Promise<void>;
  /** Counts a passkey challenge: 0, or the seconds to wait before the next one. */
  secondsToWaitForChallenge(clientAddress: string): Promise<number>;
  /** Counts an e-mail that a stranger asks for: 0, or the seconds to wait before the next one. */
  secondsToWaitForEmail(clientAddress: string): Promise<number>;
  /** The same for one that asks whether somebody follows something. */
  secondsToWaitToFollow(clientAddress: string): Promise<number>;
  /** Counts an e-mail change: 0, or the seconds to wait before the next one. */
  secondsToWaitForEmailChange(clientAddress: string, accountId: number): Promise<number>;
  /** Counts a test e-mail of an administrator: 0, or the seconds to wait before the next one. */
  secondsToWaitForTestEmail(accountId: number): Promise<number>;
  /** Counts a new password to measure: 0, or the seconds to wait before the next one. */
  secondsToWaitForChoice(clientAddress: string): Promise<number>;
  /** Counts a sign-in with another site: 0, or the seconds to wait before the next one. */
  secondsToWaitForStart(clientAddress: string): Promise<number>;
}

export function createAccountLimits(db: Database, enabled: boolean): AccountLimits {
  const passwords = countPasswordFailures(db);
  const passkeys = createFailureLimiter(db, { network: failures("passkey", FAILURES_PER_NETWORK) });
  const limited = (name: string, points: number, seconds = EMAILS_SECONDS) =>
    enabled ? createRateLimiter(db, [{ name, points, seconds }]) : UNLIMITED;
  const emailsPerAccount = limited("letters-account", EMAILS_PER_ACCOUNT);
  const emailsPerNetwork = limited("letters-network", EMAILS_PER_NETWORK);
  const follows = limited("follows-network", FOLLOWS_PER_NETWORK);
  const testEmails = limited("test-emails", EMAILS_PER_ACCOUNT);
  const challenges = limited("challenges-network", CHALLENGES_PER_NETWORK, CHALLENGES_SECONDS);
  const choices = limited("choices-network", CHOICES_PER_NETWORK, CHOICES_SECONDS);
  const starts = limited("starts-network", STARTS_PER_NETWORK, STARTS_SECONDS);
  return {
    secondsToWait: async (origin) => (enabled ? passwords(origin).secondsToWait() : 0),
    countFailure: (origin) => passwords(origin).count(),
    secondsToWaitForPasskey: async (clientAddress) =>
      enabled ? passkeys.secondsToWait({ network: networkOf(clientAddress) }) : 0,
    countPasskeyFailure: (clientAddress) => passkeys.count({ network: networkOf(clientAddress) }),
    secondsToWaitForChallenge: (clientAddress) => challenges.secondsToWait(networkOf(clientAddress)),
    secondsToWaitForEmail: (clientAddress) => emailsPerNetwork.secondsToWait(networkOf(clientAddress)),
    secondsToWaitToFollow: (clientAddress) => follows.secondsToWait(networkOf(clientAddress)),
    async secondsToWaitForEmailChange(clientAddress, accountId) {
      const wait = await emailsPerNetwork.secondsToWait(networkOf(clientAddress));
      return wait > 0 ? wait : emailsPerAccount.secondsToWait(String(accountId));
    },
    secondsToWaitForTestEmail: (accountId) => testEmails.secondsToWait(String(accountId)),
    secondsToWaitForChoice: (clientAddress) => choices.secondsToWait(networkOf(clientAddress)),
    secondsToWaitForStart: (clientAddress) => starts.secondsToWait(networkOf(clientAddress)),
  };
}

const failures = (name: string, points: number) => ({
  ...{ name: `failures-${name}`, points, seconds: FAILURES_SECONDS },
});

function countPasswordFailures(db: Database) {
  const strangers = createFailureLimiter(db, {
    network: failures("network", FAILURES_PER_NETWORK),
    account: failures("account", FAILURES_PER_ACCOUNT),
  });
  const browsers = createFailureLimiter(db, { browser: failures("browser", FAILURES_PER_BROWSER) });
  const sessions = createFailureLimiter(db, { session: failures("session", FAILURES_PER_SESSION) });
  const bind = <Keys>(
    limiter: { secondsToWait(keys: Keys): Promise<number>; count(keys: Keys): Promise<void> },
    keys: Keys,
  ) => ({ secondsToWait: () => limiter.secondsToWait(keys), count: () => limiter.count(keys) });
  return (origin: PasswordOrigin) => {
    switch (origin.kind) {
      case "stranger":
        return bind(strangers, { network: networkOf(origin.clientAddress), account: keyOf(origin.email) });
      case "known-browser":
        return bind(browsers, { browser: String(origin.browserId) });
      case "session":
        return bind(sessions, { session: String(origin.sessionId) });
    }
  };
}

/** Hashed, because rate limits should not store addresses. */
const keyOf = (email: string) => createHash("sha256").update(email).digest("base64url");
