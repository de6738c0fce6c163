import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Transaction } from "../database/database.server";
import { defineJob } from "../jobs/job";
import { enqueue } from "../jobs/jobs.server";
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
const maskAddress = (address: string) => address.replace(/^(.).*(?=@)/su, "$1…");

/** Queues an e-mail, to be sent once `tx` is committed. */
export const sendLater = (
  tx: Transaction,
  message: Omit<z.infer<typeof mail>, "messageId">,
  siteUrl: string,
  now: Date,
) =>
  enqueue(tx, mailJob, { ...message, messageId: `<${randomUUID()}@${new URL(siteUrl).hostname}>` }, { now });

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
