// Password hashing. A hash takes tens of milliseconds of processor time, so it runs off the main thread, a
// few at a time.

import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";

/** The package exports this as a const enum, which other compilers can't see. */
const ARGON2ID = 2;
/** Argon2id with the minimum of OWASP's cheat sheet: 19 MiB, two passes, one lane. After these are raised,
 *  passwords are hashed again at the next sign-in. */
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Leaves a core of two, and three threads of four, to readers. */
const AT_ONCE = 1;
/** Beyond this, people would wait more than a second or two and are asked to come back. */
const MAX_WAITING = 100;

const queue = pLimit(AT_ONCE);

/** Whether the queue is so long that another call would wait too long. */
export const isHashingBusy = () => queue.pendingCount >= MAX_WAITING;

/** Unicode normalisation, so that the same password typed on two systems has the same bytes (NIST SP 800-63B,
 *  section 3.1.1.2). */
const canonical = (password: string) => password.normalize("NFKC");

/** Runs `work` in the hashing queue. Inside, passwords are verified with `verifyNow`. */
export const inTurn = <T>(work: () => Promise<T>): Promise<T> => queue(work);

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(canonical(password), PARAMETERS));

/** Longer than any allowed password (MAX_PASSWORD_CHARS), even with decomposed characters. */
const MAX_TYPED_UNITS = 1_024;

/** A hash without a password, so that an unknown e-mail address takes as long as a known one. */
const NOBODYS = hash(crypto.randomUUID(), PARAMETERS);

/** Verifies a password. Returns false after the same time if there is no hash or the password is too long. */
export async function verifyNow(passwordHash: string | null, password: string): Promise<boolean> {
  // Normalisation takes time that grows with the square of the length.
  const isTooLong = password.length > MAX_TYPED_UNITS;
  const right = await verify(passwordHash ?? (await NOBODYS), canonical(isTooLong ? "" : password));
  return right && passwordHash !== null && !isTooLong;
}

/** Whether a hash was made with other parameters than the current ones. */
export function isOutdated(passwordHash: string): boolean {
  const { memoryCost, timeCost, parallelism } = PARAMETERS;
  return !passwordHash.startsWith(`$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`);
}
