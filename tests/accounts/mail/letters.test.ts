// Letters as they arrive, from the site through a real mail server.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { notify } from "~/accounts/mail/correspondence.server";
import { roleLetter } from "~/accounts/mail/letters";
import { createMember, linkIn, receiveLetters } from "../../factories/people";
import { openTestSite } from "../../factories/site";
import { Visitor } from "../../factories/visitor";
import { openSink } from "../../platform/mail/smtp-sink";

async function openWithSink() {
  const sink = await openSink();
  const site = await openTestSite({
    env: { SMTP_URL: sink.url, MAIL_FROM: "The Table <table@example.org>" },
  });
  const came = (count: number) =>
    vi.waitFor(() => expect(sink.letters).toHaveLength(count), { timeout: 20_000 });
  return { sink, site, came };
}

test("a letter comes as text that reads well, and as HTML of the same words", async () => {
  const { sink, site, came } = await openWithSink();
  await new Visitor(site).post("/join", { email: "reader@example.org" });
  await came(1);
  const [letter] = sink.letters;
  expect(letter?.headers.get("from")).toMatchObject({ text: '"The Table" <table@example.org>' });
  expect(letter).toMatchObject({ to: "reader@example.org", subject: "Join Longtable" });
  for (const text of [letter?.text ?? "", letter?.html ?? ""]) {
    expect(text).toContain("You (or someone else) asked to join Longtable with this e-mail address.");
    expect(text).toContain(`${site.address}${linkIn(letter as never)}`);
    expect(text).toContain("works once and expires after 24 hours");
  }
  const long = letter?.text.split("\n").filter((line) => line.length > 78 && !line.startsWith("http"));
  expect(long).toEqual([]);
  expect(letter?.html).not.toMatch(/<img|<script|src=|@import|url\(/);
  expect(letter?.headers.get("auto-submitted")).toBe("auto-generated");
  // It answers what its reader did: there is nothing to unsubscribe from.
  expect(letter?.headers.has("list")).toBe(false);
});

test("a mail server that says no is asked again, and the letter comes once", async () => {
  const { sink, site, came } = await openWithSink();
  sink.refuseOnce();
  await new Visitor(site).post("/join", { email: "reader@example.org" });
  const { db } = site.services;
  const failed = () => db.job.findFirst({ where: { kind: "mail", attempts: { gte: 1 }, status: "waiting" } });
  await vi.waitFor(async () => expect(await failed()).not.toBeNull(), { timeout: 20_000 });
  await db.job.updateMany({ where: { kind: "mail" }, data: { dueAt: new Date(0) } });
  await came(1);
});

test("once a letter is sent, nothing of it is kept", async () => {
  const { sink, site, came } = await openWithSink();
  await new Visitor(site).post("/join", { email: "reader@example.org" });
  await came(1);
  const secret =
    linkIn(sink.letters[0] as never)
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

test("what answers nothing ends with one click, by a mail program or a person, and can be had again", async () => {
  const { sink, site, came } = await openWithSink();
  const { db } = site.services;
  const member = await createMember(db, "noticed");
  const tell = () =>
    db.write((tx) =>
      notify(
        tx,
        { siteUrl: site.address },
        member.accountId,
        (name) => roleLetter(name, site.address, "editor", "edits"),
        new Date(),
      ),
    );
  await tell();
  await came(1);
  // As it stands in the headers (RFC 8058): an address that is posted to, without a cookie or an origin.
  const unfolded = sink.sources[0]?.replace(/\r\n\s+/g, " ") ?? "";
  expect(unfolded).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
  const address = /List-Unsubscribe: <([^>]+)>/.exec(unfolded)?.[1] ?? "";
  expect(sink.letters[0]?.text).toContain(`Turn off notifications: ${address}`);
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

test("without a mail server letters are files for nobody else, and the log says where", async () => {
  const site = await openTestSite();
  await new Visitor(site).post("/join", { email: "reader@example.org" });
  expect((await receiveLetters(site, "reader@example.org"))[0]?.subject).toBe("Join Longtable");
  const folder = path.join(site.dataFolder, "mail");
  const [file = ""] = readdirSync(folder);
  const { statSync } = await import("node:fs");
  expect(statSync(path.join(folder, file)).mode & 0o077).toBe(0);
  expect(readFileSync(path.join(folder, file), "utf8")).toContain("To: reader@example.org");
});
