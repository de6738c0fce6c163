// E-mails as delivered, from a whole site through a real SMTP server.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { notify } from "~/accounts/mail/correspondence.server";
import { roleEmail } from "~/accounts/mail/emails";
import { createMember, linkIn, receiveEmails } from "../../factories/people";
import { openTestSite } from "../../factories/site";
import { Visitor } from "../../factories/visitor";
import { openSink } from "../../platform/mail/smtp-sink";

async function openWithSink() {
  const sink = await openSink();
  const site = await openTestSite({
    env: { SMTP_URL: sink.url, MAIL_FROM: "The Table <table@example.org>" },
  });
  const came = (count: number) =>
    vi.waitFor(() => expect(sink.messages).toHaveLength(count), { timeout: 20_000 });
  return { sink, site, came };
}

test("sends an e-mail as readable plain text and as HTML with the same text", async () => {
  const { sink, site, came } = await openWithSink();
  await new Visitor(site).post("/join", { email: "reader@example.org" });
  await came(1);
  const [message] = sink.messages;
  expect(message?.headers.get("from")).toMatchObject({ text: '"The Table" <table@example.org>' });
  expect(message).toMatchObject({ to: "reader@example.org", subject: "Join Longtable" });
  for (const text of [message?.text ?? "", message?.html ?? ""]) {
    expect(text).toContain("You (or someone else) asked to join Longtable with this e-mail address.");
    expect(text).toContain(`${site.address}${linkIn(message as never)}`);
    expect(text).toContain("works once and expires after 24 hours");
  }
  const long = message?.text.split("\n").filter((line) => line.length > 78 && !line.startsWith("http"));
  expect(long).toEqual([]);
  expect(message?.html).not.toMatch(/<img|<script|src=|@import|url\(/);
  expect(message?.headers.get("auto-submitted")).toBe("auto-generated");
  // The e-mail answers a request of its recipient, so it offers no unsubscription.
  expect(message?.headers.has("list")).toBe(false);
});

test("retries when the mail server refuses, and delivers the e-mail once", async () => {
  const { sink, site, came } = await openWithSink();
  sink.refuseOnce();
  await new Visitor(site).post("/join", { email: "reader@example.org" });
  const { db } = site.services;
  const failed = () => db.job.findFirst({ where: { kind: "mail", attempts: { gte: 1 }, status: "waiting" } });
  await vi.waitFor(async () => expect(await failed()).not.toBeNull(), { timeout: 20_000 });
  await db.job.updateMany({ where: { kind: "mail" }, data: { dueAt: new Date(0) } });
  await came(1);
});

test("keeps nothing of an e-mail in the database once it is sent", async () => {
  const { sink, site, came } = await openWithSink();
  await new Visitor(site).post("/join", { email: "reader@example.org" });
  await came(1);
  const secret =
    linkIn(sink.messages[0] as never)
      .split("/")
      .at(-1) ?? "none";
  const { db } = site.services;
  await vi.waitFor(
    async () => expect(await db.job.count({ where: { kind: "mail", status: "done" } })).toBe(1),
    {
      timeout: 20_000,
    },
  );
  const kept = JSON.stringify([await db.job.findMany(), await db.token.findMany()]);
  expect(kept).not.toContain(secret);
});

test("unsubscribes from notifications with one click of a mail program or of a person, and turns them on again", async () => {
  const { sink, site, came } = await openWithSink();
  const { db } = site.services;
  const member = await createMember(db, "noticed");
  const tell = () =>
    db.write((tx) =>
      notify(
        tx,
        { siteUrl: site.address },
        member.accountId,
        (name) => roleEmail(name, site.address, "editor", "edits"),
        new Date(),
      ),
    );
  await tell();
  await came(1);
  // One-click unsubscription (RFC 8058): a POST to this URL needs neither a cookie nor an Origin header.
  const unfolded = sink.sources[0]?.replace(/\r\n\s+/g, " ") ?? "";
  expect(unfolded).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  const address = /List-Unsubscribe: <([^>]+)>/.exec(unfolded)?.[1] ?? "";
  expect(sink.messages[0]?.text).toContain(`Turn off notifications: ${address}`);
  const look = await fetch(address);
  expect([look.status, await look.text()]).toEqual([200, expect.stringContaining("Turn off notifications?")]);
  expect((await db.account.findUniqueOrThrow({ where: { id: member.accountId } })).notices).toBe(true);
  const click = { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) };
  for (const status of [200, 200]) expect((await fetch(address, click)).status).toBe(status);
  await tell();
  expect(await db.job.count({ where: { kind: "mail", status: { not: "done" } } })).toBe(0);
  const visitor = new Visitor(site, member.cookie);
  await visitor.post("/settings/notices", { notices: "on" });
  await tell();
  await came(2);
});

test("writes e-mails without a mail server to files that only the owner can read, and logs where", async () => {
  const site = await openTestSite();
  await new Visitor(site).post("/join", { email: "reader@example.org" });
  expect((await receiveEmails(site, "reader@example.org"))[0]?.subject).toBe("Join Longtable");
  const folder = path.join(site.dataFolder, "mail");
  const [file = ""] = readdirSync(folder);
  const { statSync } = await import("node:fs");
  expect(statSync(path.join(folder, file)).mode & 0o077).toBe(0);
  expect(readFileSync(path.join(folder, file), "utf8")).toContain("To: reader@example.org");
});
