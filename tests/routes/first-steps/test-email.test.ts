// The e-mail by which an administrator tries out the mail server.

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { SMTPServer } from "smtp-server";
import { expect, onTestFinished, test } from "vitest";
import { createMember } from "../../factories/people";
import { freePort, openTestSite, type TestSite } from "../../factories/site";
import { type Answer, alertOf, Visitor } from "../../factories/visitor";

/** An empty site with its first administrator. */
async function open(env: Record<string, string>) {
  const site = await openTestSite({ env });
  const { cookie } = await createMember(site.services.db, "ada", { role: "administrator" });
  return { site, ada: new Visitor(site, cookie) };
}

/** The address of a mail server that accepts everything, or refuses every recipient. */
async function startMailServer({ refuses = false } = {}) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, callback) =>
      callback(refuses ? Object.assign(new Error("No such user"), { responseCode: 550 }) : null),
    onData: (stream, _session, callback) => stream.resume().on("end", () => callback()),
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

async function tryEmail(site: TestSite, ada: Visitor): Promise<Answer> {
  const sent = await ada.post("/first-steps/email/test");
  expect(sent.status).toBe(303);
  expect(await site.services.db.job.count({ where: { kind: "mail" } })).toBeGreaterThan(0);
  return ada.get(sent.location ?? "");
}

test("a test e-mail goes to the administrator, and the page says that it was accepted", async () => {
  const { site, ada } = await open({ SMTP_URL: await startMailServer() });
  expect((await ada.get("/first-steps")).html).toContain(
    '<h2>Set up e-mail</h2><p class="first-step-state">Done<',
  );
  const page = await tryEmail(site, ada);
  expect(page.html).toContain("The mail server has accepted the test e-mail to ada@example.org.");
});

test("the page says in plain words why a test e-mail failed, and when it is tried again", async () => {
  const closed = await open({ SMTP_URL: `smtp://127.0.0.1:${await freePort()}` });
  const { html } = await tryEmail(closed.site, closed.ada);
  expect(html).toMatch(
    /role="alert".*Nothing listens at the address in SMTP_URL.*ECONNREFUSED.*tries again/s,
  );

  const refused = await open({ SMTP_URL: await startMailServer({ refuses: true }) });
  const page = await tryEmail(refused.site, refused.ada);
  expect(page.html).toMatch(/refuses the sender or the recipient.*550 No such user/s);
  expect(page.html).not.toContain("ada@example.org");
});

test("a mail server that doesn’t answer doesn’t hold the page", async () => {
  const silent = createServer().listen(0, "127.0.0.1");
  await once(silent, "listening");
  onTestFinished(() => new Promise<void>((resolve) => silent.close(() => resolve())));
  const { site, ada } = await open({
    SMTP_URL: `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`,
  });
  silent.on("connection", (socket) => onTestFinished(() => void socket.destroy()));
  const page = await tryEmail(site, ada);
  expect(page.html).toMatch(/hasn’t answered yet\. <a href="\/first-steps\?email=\d+">Check again/);
});

test("test e-mails are limited", async () => {
  const { ada } = await open({ SMTP_URL: await startMailServer(), RATE_LIMITS: "on" });
  for (let sent = 0; sent < 5; sent++) await ada.post("/first-steps/email/test");
  const refused = await ada.post("/first-steps/email/test");
  const page = await ada.get(refused.location ?? "");
  expect(page.html).toMatch(/role="alert">You have asked for too many test e-mails\. Please try again in/);
  expect(alertOf(page)).toBe("");
});
