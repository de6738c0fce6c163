import { beforeAll, expect, test } from "vitest";
import {
  CHOICES_PER_NETWORK,
  EMAILS_PER_ACCOUNT,
  EMAILS_PER_NETWORK,
  FAILURES_PER_ACCOUNT,
  RESEND_S,
} from "~/accounts/account.schema";
import { createAccountLimits } from "~/accounts/account-limits.server";
import { issuePasswordLink } from "~/accounts/password/password-link.server";
import { issueToken, pruneTokens } from "~/accounts/token.server";
import { createMember, linkIn, PASSWORD, receiveEmails } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, Visitor } from "../../../factories/visitor";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  return () => site.close();
});

const NEW = "copper lantern drift 41";

/** Asks to reset a password. Returns the path of the link in the e-mail. */
async function askForReset(email: string, nth = 1) {
  const asked = await new Visitor(site).post("/reset", { email });
  const message = (await receiveEmails(site, email, nth)).at(-1);
  return { asked, message, path: message ? linkIn(message) : "" };
}

test("resets a forgotten password, signs in, ends every other session, and notifies by e-mail", async () => {
  const member = await createMember(site.services.db, "forgetful");
  const { path, message } = await askForReset(member.email);
  expect(message?.subject).toBe("Reset your password for Longtable");
  const visitor = new Visitor(site);
  expect((await visitor.get(path)).status).toBe(200);
  const reset = await visitor.post(path, { password: NEW });
  expect([reset.status, reset.location]).toEqual([303, "/settings/password?done"]);
  expect((await visitor.get("/settings/password?done")).html).toContain("Password changed.");
  expect((await new Visitor(site, member.cookie).get("/settings")).status).toBe(302);
  const { email } = member;
  expect((await new Visitor(site).post("/sign-in", { email, password: PASSWORD })).status).toBe(401);
  expect((await new Visitor(site).post("/sign-in", { email, password: NEW })).status).toBe(303);
  expect((await receiveEmails(site, email, 2)).at(-1)?.subject).toBe(
    "Your password at Longtable was changed",
  );
});

test("answers the same for an unknown address, and explains by e-mail", async () => {
  const { email } = await createMember(site.services.db, "known");
  const [known, unknown] = [await askForReset(email), await askForReset("stranger@example.org")];
  expect(unknown.asked.html.replaceAll("stranger@", "known@")).toBe(known.asked.html);
  expect(unknown.message?.subject).toBe("No account at Longtable with this e-mail address");
});

test("refuses a weak password without using up the link", async () => {
  const email = "maren.featherstonehaugh@example.org";
  await createMember(site.services.db, "weak", { email });
  const { path } = await askForReset(email);
  for (const password of ["longtable1", email]) {
    const refused = await new Visitor(site).post(path, { password });
    expect([refused.status, errorOf(refused, "password")]).toEqual([
      422,
      expect.stringContaining("easy to guess"),
    ]);
  }
  expect((await new Visitor(site).post(path, { password: NEW })).status).toBe(303);
});

test("limits refused passwords per network without using up the link", async () => {
  const strict = await openTestSite({ env: { RATE_LIMITS: "on" } });
  const { db } = strict.services;
  const { accountId } = await createMember(db, "guesser");
  const secret = await db.write((tx) => issueToken(tx, "reset", { accountId }, new Date()));
  const limits = createAccountLimits(db, true);
  for (let tries = 1; tries < CHOICES_PER_NETWORK; tries++) await limits.secondsToWaitForChoice("127.0.0.1");
  const guesser = new Visitor(strict);
  expect((await guesser.post(`/reset/${secret}`, { password: "password1234" })).status).toBe(422);
  const waits = await guesser.post(`/reset/${secret}`, { password: NEW });
  expect([waits.status, alertOf(waits)]).toEqual([429, expect.stringContaining("Too many attempts")]);
  expect((await guesser.get(`/reset/${secret}`)).status).toBe(200);
});

test("accepts one reset link once, and then revokes all others", async () => {
  const { email, accountId } = await createMember(site.services.db, "twice");
  const handed = await site.services.db.write((tx) =>
    issuePasswordLink(tx, site.address, accountId, new Date()),
  );
  const mailed = await askForReset(email);
  await new Visitor(site).post(mailed.path, { password: NEW });
  for (const [path, why] of [
    [new URL(handed).pathname, "a newer one has replaced it"],
    [mailed.path, "was already used"],
  ] as const) {
    const again = await new Visitor(site).get(path);
    expect([again.status, again.html]).toEqual([410, expect.stringContaining(why)]);
    expect((await new Visitor(site).post(path, { password: PASSWORD })).status).toBe(410);
  }
  expect((await new Visitor(site).post("/sign-in", { email, password: NEW })).status).toBe(303);
});

test("expires a reset link after an hour", async () => {
  const { accountId } = await createMember(site.services.db, "late");
  const then = new Date(Date.now() - 61 * 60 * 1000);
  const secret = await site.services.db.write((tx) => issueToken(tx, "reset", { accountId }, then));
  const expired = await new Visitor(site).get(`/reset/${secret}`);
  expect([expired.status, expired.html]).toEqual([410, expect.stringContaining("has expired")]);
});

test("refuses to reset the password of a deactivated account", async () => {
  const { email, accountId } = await createMember(site.services.db, "closed");
  const { path } = await askForReset(email);
  await site.services.db.account.update({ where: { id: accountId }, data: { status: "deactivated" } });
  const refused = await new Visitor(site).post(path, { password: NEW });
  expect([refused.status, alertOf(refused)]).toEqual([403, expect.stringContaining("deactivated")]);
});

/** Number of e-mails written to an address, sent or not. */
const countEmails = async (email: string) => {
  await receiveEmails(site, email);
  const waiting = { kind: "mail", status: { in: ["waiting", "running"] } };
  expect(await site.services.db.job.count({ where: waiting })).toBe(0);
  return (await receiveEmails(site, email)).length;
};

test.each([
  ["a member's", "flooded@example.org"],
  ["an unknown", "not-here@example.org"],
])("answers a second request for %s address the same, and sends no second e-mail", async (_whose, email) => {
  if (email.startsWith("flooded")) await createMember(site.services.db, "flooded");
  const first = await askForReset(email);
  for (let count = 0; count < EMAILS_PER_ACCOUNT; count++) {
    const again = await new Visitor(site).post("/reset", { email });
    expect([again.status, again.html]).toEqual([200, first.asked.html]);
  }
  expect(await countEmails(email)).toBe(1);
});

test("resets a password by e-mail when strangers used up every limit, and then sends another link", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on", TRUST_PROXY: "loopback" } });
  const { email } = await createMember(limited.services.db, "besieged");
  const from = (address: string) => ({ headers: { "X-Forwarded-For": address } });
  for (let count = 0; count < FAILURES_PER_ACCOUNT; count++)
    await new Visitor(limited).post("/sign-in", { email, password: "guess" }, from(`192.0.2.${count}`));
  for (let count = 0; count < EMAILS_PER_NETWORK; count++)
    await new Visitor(limited).post("/reset", { email }, from("192.0.2.1"));
  const shutOut = await new Visitor(limited).post(
    "/sign-in",
    { email, password: PASSWORD },
    from("198.51.100.1"),
  );
  expect([shutOut.status, alertOf(shutOut)]).toEqual([
    429,
    expect.stringContaining("reset your password, which works at any time"),
  ]);
  const message = (await receiveEmails(limited, email)).at(-1);
  const owner = new Visitor(limited);
  const reset = await owner.post(linkIn(message ?? { text: "" }), { password: NEW }, from("192.0.2.1"));
  expect(reset.status).toBe(303);
  // After signing out, with the limits still used up, this browser is known.
  await owner.post("/sign-out");
  expect((await owner.post("/sign-in", { email, password: NEW }, from("192.0.2.1"))).status).toBe(303);
  await new Visitor(limited).post("/reset", { email }, from("198.51.100.1"));
  const subjects = (await receiveEmails(limited, email, 3)).map(({ subject }) => subject);
  expect(subjects.filter((subject) => subject.startsWith("Reset your password"))).toHaveLength(2);
});

test("writes to a new member who asked for a reset before joining", async () => {
  const email = "early@example.org";
  await askForReset(email);
  await createMember(site.services.db, "early");
  const { message } = await askForReset(email, 2);
  expect(message?.subject).toBe("Reset your password for Longtable");
});

test("sends one e-mail per hour to an address that asks to join", async () => {
  const email = "impatient@example.org";
  for (let count = 0; count < 2; count++)
    expect((await new Visitor(site).post("/join", { email })).status).toBe(200);
  expect(await countEmails(email)).toBe(1);
  const longAgo = new Date(Date.now() - (RESEND_S + 1) * 1000);
  await site.services.db.token.updateMany({ where: { purpose: "join" }, data: { createdAt: longAgo } });
  await new Visitor(site).post("/join", { email });
  expect(await receiveEmails(site, email, 2)).toHaveLength(2);
});

test("prunes the reset of an unknown address after an hour", async () => {
  const { db } = site.services;
  const now = new Date();
  await askForReset("passing@example.org");
  await pruneTokens(db, new Date(now.getTime() + 61 * 60 * 1000));
  expect(await db.token.count({ where: { purpose: "reset", accountId: null } })).toBe(0);
});

test("says truthfully whether the e-mail is sent, was sent already, or cannot be sent", async () => {
  // No server listens there, which the site finds out only later.
  const mailing = await openTestSite({ env: { SMTP_URL: "smtp://127.0.0.1:9" } });
  for (const path of ["/reset", "/join"]) {
    const { html } = await new Visitor(mailing).post(path, { email: "truth@example.org" });
    expect(html).toContain("We’ve sent a link to <strong>truth@example.org");
    expect(html).toContain("the link in the earlier");
    const without = await new Visitor(site).post(path, { email: "truth@example.org" });
    expect(without.html).toContain("This site can’t send e-mail yet");
    expect(without.html).not.toMatch(/sent a link|is on its way/);
    expect((await new Visitor(mailing).get(path)).html).not.toContain("can’t send e-mail");
    expect((await new Visitor(site).get(path)).html).toContain("This site can’t send e-mail yet");
  }
});

test("limits e-mails per network, alike for known and unknown addresses", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on" } });
  const { email } = await createMember(limited.services.db, "flooded");
  for (let count = 0; count < EMAILS_PER_NETWORK; count++) {
    const address = count % 2 ? email : `stranger-${count}@example.org`;
    expect((await new Visitor(limited).post("/reset", { email: address })).status).toBe(200);
  }
  for (const path of ["/reset", "/join"])
    for (const address of [email, "stranger@example.org"]) {
      const refused = await new Visitor(limited).post(path, { email: address });
      expect([refused.status, alertOf(refused)]).toEqual([429, expect.stringContaining("Too many e-mails")]);
    }
});
