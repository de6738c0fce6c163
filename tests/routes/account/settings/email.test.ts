import { beforeAll, expect, test } from "vitest";
import { createMember, linkIn, PASSWORD, receiveEmails, type TestMember } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  return () => site.close();
});

/** Asks for another e-mail address. Returns the paths of the links in both e-mails. */
async function askToChange(member: TestMember, newEmail: string) {
  const asked = await new Visitor(site, member.cookie).post("/settings/email", {
    email: newEmail,
    proof: PASSWORD,
  });
  const old = (await receiveEmails(site, member.email)).at(-1);
  const fresh = (await receiveEmails(site, newEmail)).at(-1);
  return { asked, old, fresh, oldPath: linkIn(old as never), newPath: fresh ? linkIn(fresh) : "" };
}

const emailOf = async ({ accountId }: TestMember) =>
  (await site.services.db.account.findUniqueOrThrow({ where: { id: accountId } })).email;

test.each([
  ["old first", ["oldPath", "newPath"]],
  ["new first", ["newPath", "oldPath"]],
] as const)("changes the address when both links are confirmed, %s", async (order, [first, second]) => {
  const member = await createMember(site.services.db, order.replace(" ", "-"));
  const to = `${order.replace(" ", "-")}-new@example.org`;
  const change = await askToChange(member, to);
  expect(change.asked.location).toBe("/settings/email?done=asked");
  expect(change.old?.text).toContain(to);
  const visitor = new Visitor(site);
  // A GET changes nothing, because mail programs fetch links.
  expect((await visitor.get(change[first])).html).toContain(`<strong>${to}</strong>`);
  await visitor.get(change[second]);
  const one = await visitor.post(change[first]);
  expect([one.status, one.html]).toEqual([200, expect.stringContaining("One of two")]);
  expect(await emailOf(member)).toBe(member.email);
  expect((await visitor.post(change[second])).html).toContain("Your e-mail address was changed");
  expect((await visitor.get(change[second])).html).toContain("was already used");
  expect(await emailOf(member)).toBe(to);
  // Every session ends, and the old address is notified.
  expect((await new Visitor(site, member.cookie).get("/settings")).status).toBe(302);
  expect((await receiveEmails(site, member.email, 2)).at(-1)?.subject).toContain("was changed");
  expect((await new Visitor(site).post("/sign-in", { email: to, password: PASSWORD })).status).toBe(303);
});

test("accepts each link once", async () => {
  const member = await createMember(site.services.db, "once");
  const { oldPath } = await askToChange(member, "once-new@example.org");
  await new Visitor(site).post(oldPath);
  const again = await new Visitor(site).post(oldPath);
  expect([again.status, again.html]).toEqual([410, expect.stringContaining("already used")]);
  expect(await emailOf(member)).toBe(member.email);
});

test("cancels the first change when another one is asked for", async () => {
  const member = await createMember(site.services.db, "undecided");
  const first = await askToChange(member, "undecided-one@example.org");
  await new Visitor(site, member.cookie).post("/settings/email", {
    email: "undecided-two@example.org",
    proof: PASSWORD,
  });
  for (const path of [first.oldPath, first.newPath])
    expect((await new Visitor(site).post(path)).status).toBe(410);
  expect(await emailOf(member)).toBe(member.email);
});

test("answers the same for an address that another member has, and changes nothing", async () => {
  const owner = await createMember(site.services.db, "owner");
  const member = await createMember(site.services.db, "wanting");
  const { asked, fresh, oldPath } = await askToChange(member, owner.email);
  const other = await createMember(site.services.db, "wanting-too");
  const free = await askToChange(other, "free@example.org");
  expect([asked.status, asked.location]).toEqual([free.asked.status, free.asked.location]);
  expect(fresh?.text).toContain("It already has an account");
  expect((await new Visitor(site).post(oldPath)).html).toContain("One of two");
  expect(await emailOf(member)).toBe(member.email);
});

test("refuses the second link with 410 when the address was taken meanwhile", async () => {
  const member = await createMember(site.services.db, "slow");
  const { oldPath, newPath } = await askToChange(member, "slow-new@example.org");
  await new Visitor(site).post(oldPath);
  await createMember(site.services.db, "quick", { email: "slow-new@example.org" });
  const refused = await new Visitor(site).post(newPath);
  expect([refused.status, refused.html]).toEqual([410, expect.stringContaining("wasn’t changed")]);
});

test.each([
  ["a wrong password", { email: "x@example.org", proof: "not it" }, "proof", "password is incorrect"],
  ["a missing password", { email: "x@example.org" }, "proof", "enter your current password"],
  ["a malformed address", { email: "x", proof: PASSWORD }, "email", "doesn’t look like"],
])("refuses %s and keeps the address typed", async (_what, typed, field, words) => {
  const member = await createMember(site.services.db, `refused-${Math.random().toString(36).slice(2)}`);
  const refused = await new Visitor(site, member.cookie).post("/settings/email", typed);
  expect([refused.status, errorOf(refused, field)]).toEqual([422, expect.stringContaining(words)]);
  expect(typedIn(refused, "email")).toBe(typed.email);
});

test("refuses the current address", async () => {
  const member = await createMember(site.services.db, "same");
  const refused = await new Visitor(site, member.cookie).post("/settings/email", {
    email: member.email,
    proof: PASSWORD,
  });
  expect(errorOf(refused, "email")).toContain("already");
});

test("requires a recent sign-in of a member without a password", async () => {
  const email = "another@example.org";
  const fresh = await createMember(site.services.db, "fresh", { password: null });
  expect((await new Visitor(site, fresh.cookie).post("/settings/email", { email })).status).toBe(303);
  const stale = await createMember(site.services.db, "stale", {
    password: null,
    now: new Date(Date.now() - 3_600_000),
  });
  const refused = await new Visitor(site, stale.cookie).post("/settings/email", { email });
  expect([refused.status, alertOf(refused)]).toEqual([403, expect.stringContaining("sign in again")]);
});
