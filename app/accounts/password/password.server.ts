// Passwords: how strong, and their hashes. Hashing takes a processor for some ten milliseconds, so it runs beside the main
// thread, a few at once, and the rest wait.

import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";

/** The package's own word for it is a constant that only its own compiler sees. */
const ARGON2ID = 2;
/** Argon2id with the least that OWASP's cheat sheet recommends: 19 MiB, two passes, one lane. When these rise, a hash is made
 *  anew at the next sign-in. */
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Leaves a core of two, and three threads of four, to whoever reads. */
const AT_ONCE = 1;
/** Who would wait longer than a second or two is told to come back. */
const MAX_WAITING = 100;

const queue = pLimit(AT_ONCE);

/** Whether so many wait that one more would wait too long. */
export const isHashingBusy = () => queue.pendingCount >= MAX_WAITING;

/** As everybody's keyboard means it: the same word typed on two systems is the same bytes (NIST SP 800-63B, 3.1.1.2). */
const canonical = (password: string) => password.normalize("NFKC");

/** Runs `work`, which hashes, in its turn. Within it the password is measured by `verifyNow` alone. */
export const inTurn = <T>(work: () => Promise<T>): Promise<T> => queue(work);

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(canonical(password), PARAMETERS));

/** Longer than any password that can be chosen (MAX_PASSWORD_CHARS), in whichever form a keyboard composes its letters. */
const MAX_TYPED_UNITS = 1_024;

/** A hash that no password has, so that an address that nobody has costs as much time as one that somebody has. */
const NOBODYS = hash(crypto.randomUUID(), PARAMETERS);

/** Whether a password is the one of a hash; where there is none, or it is too long to be one, false, after the same time. */
export async function verifyNow(passwordHash: string | null, password: string): Promise<boolean> {
  // To compose letters takes time with the square of their number.
  const isTooLong = password.length > MAX_TYPED_UNITS;
  const right = await verify(passwordHash ?? (await NOBODYS), canonical(isTooLong ? "" : password));
  return right && passwordHash !== null && !isTooLong;
}

/** Whether a hash was made with other parameters than today's. */
export function isOutdated(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = PARAMETERS;
  return !passwordHash.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}
