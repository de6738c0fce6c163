import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "~/platform/database/database.server";
import { enqueue } from "~/platform/jobs/jobs.server";
import { sendLater } from "~/platform/mail/mail-job.server";
import { newDatabaseUrl } from "../factories/database";
import { runHere } from "./here";

test("lists jobs with their queues, times and attempts, and of e-mails the masked address and the subject only", async () => {
  const databaseUrl = await newDatabaseUrl();
  const db = openDatabase(databaseUrl);
  onTestFinished(() => db.close());
  const now = new Date();
  const link = "https://table.example/reset/0123456789abcdef";
  const message = { subject: "Reset your password", text: `Hello Ada: ${link}`, html: `<a href="${link}">` };
  const publish = { kind: "publish-post", queue: "publishing" } as const;
  await db.write(async (tx) => {
    for (const to of ["ada.farrow@example.org", "b@example.org"])
      await sendLater(tx, { to, ...message, unsubscribe: link }, "https://table.example", now);
    await enqueue(tx, publish, { postId: 12, note: "a note" }, { now });
    await enqueue(tx, { kind: "former-kind", queue: "rendering" }, { secret: "0123" }, { now });
  });
  // A sent e-mail, whose payload is deleted.
  await db.job.updateMany({
    where: { payload: { contains: '"b@' } },
    data: { payload: "{}", status: "done", endedAt: now, attempts: 1 },
  });
  const { code, said } = await runHere(["jobs", "list"], { DATABASE_URL: databaseUrl });
  const time = "\\d.*:\\d\\d UTC";
  const lines = [
    `waiting  former-kind  queue rendering  created ${time}  due ${time}  0 attempts`,
    `waiting  publish-post  queue publishing  created ${time}  due ${time}  0 attempts  post 12`,
    `done  mail  queue mail  created ${time}  ended ${time}  1 attempt`,
    `waiting  mail  queue mail  created ${time}  due ${time}  0 attempts  a…@example\\.org  Reset your password`,
  ];
  expect(code).toBe(0);
  expect(said).toMatch(new RegExp(`^${lines.map((line) => `\\d+  ${line}\\n`).join("")}$`));
});
