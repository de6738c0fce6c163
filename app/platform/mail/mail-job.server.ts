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

/** A letter holds what opens an account: once it is sent, nothing of it is kept. */
export const mailJob = defineJob({
  kind: "mail",
  payload: mail,
  forgetsPayload: true,
  run: ({ mailer }: { mailer: Mailer }, { unsubscribe, ...letter }) =>
    mailer.send({ ...letter, ...(unsubscribe && { unsubscribe }) }),
});

/** Has a letter sent when `tx` stands. */
export const sendLater = (
  tx: Transaction,
  letter: Omit<z.infer<typeof mail>, "messageId">,
  siteUrl: string,
  now: Date,
) =>
  enqueue(tx, mailJob, { ...letter, messageId: `<${randomUUID()}@${new URL(siteUrl).hostname}>` }, { now });

/** Takes back what is still to be sent to an address, and what could not be. */
export async function discardLetters(tx: Transaction, to: string): Promise<void> {
  const jobs = await tx.db.job.findMany({
    where: {
      kind: mailJob.kind,
      status: { in: ["waiting", "dead"] },
      payload: { contains: `"to":${JSON.stringify(to)}` },
    },
    select: { id: true, payload: true },
  });
  // The question above takes an underscore for any letter.
  const theirs = jobs.filter(({ payload }) => (JSON.parse(payload) as { to?: string }).to === to);
  await tx.db.job.deleteMany({ where: { id: { in: theirs.map(({ id }) => id) } } });
}
