import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { DatabaseClient, Transaction } from "../database/database.server";
import { defineJob } from "../jobs/job";
import { enqueueWithId } from "../jobs/jobs.server";
import type { Mailer } from "./mail.server";

const mail = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  messageId: z.string(),
  unsubscribe: z.string().optional(),
});

/** The payload is deleted after sending, because it may contain a sign-in or reset link. */
export const mailJob = defineJob({
  kind: "mail",
  queue: "mail",
  payload: mail,
  forgetsPayload: true,
  describe: ({ to, subject }) => `${maskAddress(to)}  ${subject}`,
  run: ({ mailer }: { mailer: Mailer }, { unsubscribe, ...message }) =>
    mailer.send({ ...message, ...(unsubscribe && { unsubscribe }) }),
});

/** "a…@example.org": enough to recognise an address that one knows. */
export const maskAddress = (address: string) => address.replace(/^(.).*(?=@)/su, "$1…");

/** Queues an e-mail, to be sent once `tx` is committed. Returns the job's id. */
export const sendLater = (
  tx: Transaction,
  message: Omit<z.infer<typeof mail>, "messageId">,
  siteUrl: string,
  now: Date,
) =>
  enqueueWithId(
    tx,
    mailJob,
    { ...message, messageId: `<${randomUUID()}@${new URL(siteUrl).hostname}>` },
    { now },
  );

/** What became of a queued e-mail. `problem` is the mail server's answer, in its own words. */
export type EmailOutcome =
  | { state: "sending" | "sent" }
  | { state: "failed"; problem: string; triedAgainAt: Date | null };

/** The outcome of an e-mail's job; null if there is no such job any more. */
export async function readEmailOutcome(db: DatabaseClient, id: number): Promise<EmailOutcome | null> {
  const job = await db.job.findUnique({
    where: { id, kind: mailJob.kind },
    select: { status: true, error: true, dueAt: true },
  });
  if (!job) return null;
  if (job.status === "done") return { state: "sent" };
  if (!job.error) return { state: "sending" };
  // The first line of the stack, without the name of the error's class.
  const problem = (job.error.split("\n", 1)[0] ?? "").replace(/^Error: /, "");
  return { state: "failed", problem, triedAgainAt: job.status === "dead" ? null : job.dueAt };
}

/** Deletes queued and failed e-mails to an address, and those that are being sent: none is tried again. */
export async function discardEmails(tx: Transaction, to: string): Promise<void> {
  const jobs = await tx.db.job.findMany({
    where: {
      kind: mailJob.kind,
      status: { in: ["waiting", "running", "dead"] },
      payload: { contains: `"to":${JSON.stringify(to)}` },
    },
    select: { id: true, payload: true },
  });
  // In SQL's LIKE, an underscore in the address matches any character.
  const theirs = jobs.filter(({ payload }) => (JSON.parse(payload) as { to?: string }).to === to);
  await tx.db.job.deleteMany({ where: { id: { in: theirs.map(({ id }) => id) } } });
}
