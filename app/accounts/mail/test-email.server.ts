// An e-mail by which an administrator sees whether the mail server works.

import { setTimeout as pause } from "node:timers/promises";
import type { Database, DatabaseClient } from "~/platform/database/database.server";
import { type EmailOutcome, readEmailOutcome } from "~/platform/mail/mail-job.server";
import { getAccount } from "../account.server";
import { type Correspondent, enqueueEmail } from "./correspondence.server";
import { testEmail } from "./emails";

/** Queues a test e-mail to the account's own address. Returns the id for `awaitOutcome`. */
export const sendTestEmail = (
  deps: Correspondent & { db: Database },
  accountId: number,
  now: Date,
): Promise<number> =>
  deps.db.write(async (tx) => {
    const { email } = await getAccount(tx.db, accountId);
    return enqueueEmail(tx, deps, email, testEmail, now);
  });

/** Most mail servers answer sooner; a page shouldn't wait longer. */
const LONGEST_WAIT_MS = 5_000;
const ASK_EVERY_MS = 100;

/** Waits until an e-mail is sent or has failed, or for five seconds: then it is still being sent. */
export async function awaitOutcome(db: DatabaseClient, id: number): Promise<EmailOutcome | null> {
  for (let waited = 0; ; waited += ASK_EVERY_MS) {
    const outcome = await readEmailOutcome(db, id);
    if (outcome?.state !== "sending" || waited >= LONGEST_WAIT_MS) return outcome;
    await pause(ASK_EVERY_MS);
  }
}
