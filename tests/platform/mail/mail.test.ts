// Errors of e-mail that can't be sent.

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { expect, onTestFinished, test } from "vitest";
import { createLog } from "~/platform/log.server";
import { createMailer } from "~/platform/mail/mail.server";
import { temporaryFolder } from "../../factories/database";
import { openSink } from "./smtp-sink";

test("removes the recipient's address from a mail server's refusal", async () => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: ({ address }, _session, done) =>
      done(Object.assign(new Error(`<${address}>: no such mailbox`), { responseCode: 550 })),
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const settings = { from: "table@example.org", folder: temporaryFolder() };
  const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, ...settings }, createLog("silent"));
  onTestFinished(() => {
    mailer.close();
    server.close();
  });
  const letter = { subject: "Join", text: "", html: "", messageId: "<1@table.example>" };
  const refused = await mailer.send({ ...letter, to: "ada@example.org" }).catch((error: Error) => error);
  expect(refused).toMatchObject({ message: expect.stringContaining("no such mailbox"), responseCode: 550 });
  const { message, stack } = refused as Error;
  expect([message, stack, JSON.stringify({ ...(refused as Error) })].join()).not.toContain("ada@");
});

test("says where answers go, if that isn't the sender", async () => {
  const sink = await openSink();
  const letter = {
    to: "ada@example.org",
    subject: "Join",
    text: "",
    html: "",
    messageId: "<1@table.example>",
  };
  for (const replyTo of [null, "Table <hello@table.example>"]) {
    const settings = { smtpUrl: sink.url, from: "table@example.org", replyTo, folder: temporaryFolder() };
    const mailer = createMailer(settings, createLog("silent"));
    await mailer.send(letter);
    mailer.close();
  }
  expect(sink.messages.map(({ headers }) => headers.get("reply-to"))).toEqual([
    undefined,
    expect.objectContaining({ text: '"Table" <hello@table.example>' }),
  ]);
});
