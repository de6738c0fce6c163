import { beforeAll, expect, test } from "vitest";
import { LETTERS_PER_ADDRESS } from "~/people/account.schema";
import { issueToken } from "~/people/token.server";
import { createMember, linkIn, PASSWORD, receiveLetters } from "../../factories/people";
import { openTestSite, type TestSite } from "../../factories/site";
import { alertOf, errorOf, Visitor } from "../../factories/visitor";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  return () => site.close();
});

const NEW = "copper lantern drift 41";

/** Asks for a new password; gives the path in the letter. */
async function askForReset(email: string, nth = 1) {
  const asked = await new Visitor(site).post("/reset", { email });
  const letter = (await receiveLetters(site, email, nth)).at(-1);
  return { asked, letter, path: letter ? linkIn(letter) : "" };
}

test("a forgotten password is replaced: in here, out everywhere else, and a letter says so", async () => {
  const member = await createMember(site.ground.db, "forgetful");
  const { path, letter } = await askForReset(member.email);
  expect(letter?.subject).toBe("A new password for Longtable");
  const visitor = new Visitor(site);
  expect((await visitor.get(path)).status).toBe(200);
  const reset = await visitor.post(path, { password: NEW });
  expect([reset.status, reset.location]).toEqual([303, "/settings/password?done"]);
  expect((await visitor.get("/settings/password?done")).html).toContain("Your password is changed.");
  expect((await new Visitor(site, member.cookie).get("/settings")).status).toBe(302);
  const { email } = member;
  expect((await new Visitor(site).post("/sign-in", { email, password: PASSWORD })).status).toBe(401);
  expect((await new Visitor(site).post("/sign-in", { email, password: NEW })).status).toBe(303);
  expect((await receiveLetters(site, email, 2)).at(-1)?.subject).toBe(
    "Your password at Longtable was changed",
  );
});

test("an address that nobody has is answered the same, and told by letter", async () => {
  const { email } = await createMember(site.ground.db, "known");
  const [known, unknown] = [await askForReset(email), await askForReset("stranger@example.org")];
  expect(unknown.asked.html.replaceAll("stranger@", "known@")).toBe(known.asked.html);
  expect(unknown.letter?.subject).toBe("There is no account of yours at Longtable");
});

test("a weak password is refused, and the link still works", async () => {
  const { email } = await createMember(site.ground.db, "weak");
  const { path } = await askForReset(email);
  const refused = await new Visitor(site).post(path, { password: "longtable1" });
  expect([refused.status, errorOf(refused, "password")]).toEqual([422, expect.stringContaining("guessed")]);
  expect((await new Visitor(site).post(path, { password: NEW })).status).toBe(303);
});

test("a link works once, and all that were sent are gone with it", async () => {
  const { email } = await createMember(site.ground.db, "twice");
  const first = await askForReset(email);
  const second = await askForReset(email, 2);
  await new Visitor(site).post(second.path, { password: NEW });
  for (const [{ path }, why] of [
    [first, "replaced by a newer one"],
    [second, "was used already"],
  ] as const) {
    const again = await new Visitor(site).get(path);
    expect([again.status, again.html]).toEqual([410, expect.stringContaining(why)]);
    expect((await new Visitor(site).post(path, { password: PASSWORD })).status).toBe(410);
  }
  expect((await new Visitor(site).post("/sign-in", { email, password: NEW })).status).toBe(303);
});

test("a link is good for an hour", async () => {
  const { accountId } = await createMember(site.ground.db, "late");
  const then = new Date(Date.now() - 61 * 60 * 1000);
  const secret = await site.ground.db.write((tx) => issueToken(tx, "reset", { accountId }, then));
  const expired = await new Visitor(site).get(`/reset/${secret}`);
  expect([expired.status, expired.html]).toEqual([410, expect.stringContaining("has expired")]);
});

test("a deactivated account gets no new password", async () => {
  const { email, accountId } = await createMember(site.ground.db, "closed");
  const { path } = await askForReset(email);
  await site.ground.db.account.update({ where: { id: accountId }, data: { status: "deactivated" } });
  const refused = await new Visitor(site).post(path, { password: NEW });
  expect([refused.status, alertOf(refused)]).toEqual([403, expect.stringContaining("deactivated")]);
});

test("letters to one address have a limit, the same for known and unknown, that a restart keeps", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on" } });
  const { email } = await createMember(limited.ground.db, "flooded");
  for (const address of [email, "stranger@example.org"]) {
    for (let count = 0; count < LETTERS_PER_ADDRESS; count++)
      expect((await new Visitor(limited).post("/reset", { email: address })).status).toBe(200);
    const refused = await new Visitor(limited).post("/reset", { email: address });
    expect([refused.status, alertOf(refused)]).toEqual([429, expect.stringContaining("Many letters")]);
  }
  expect((await new Visitor(limited).post("/join", { email })).status).toBe(429);
});
