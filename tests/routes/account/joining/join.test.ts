import { beforeAll, expect, test } from "vitest";
import { MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS, RESEND_S } from "~/accounts/account.schema";
import { issueToken } from "~/accounts/token.server";
import { saveSettings } from "~/site/site.server";
import { createInvitation } from "../../../factories/invitations";
import { createMember, linkIn, PASSWORD, receiveEmails } from "../../../factories/people";
import { buildSettings } from "../../../factories/settings";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  return () => site.close();
});

let count = 0;
const newEmail = () => `reader-${++count}@example.org`;

/** Asks to join. Returns the visitor and the path of the link in the e-mail. */
async function askToJoin(email = newEmail(), nth = 1) {
  const visitor = new Visitor(site);
  const asked = await visitor.post("/join", { email });
  const message = (await receiveEmails(site, email, nth)).at(-1);
  return { visitor, asked, email, message, path: message ? linkIn(message) : "" };
}

test("joins with an e-mail address, the link in the e-mail and a name, and is signed in", async () => {
  const { visitor, asked, email, message, path } = await askToJoin();
  expect([asked.status, asked.html]).toEqual([
    200,
    expect.stringContaining("Ask the administrator for your link"),
  ]);
  expect(message?.subject).toBe("Join Longtable");
  expect((await visitor.get(path)).html).toContain(email);
  const joined = await visitor.post(path, { name: "Ada Lind", handle: "ada-lind", password: PASSWORD });
  expect([joined.status, joined.location]).toEqual([303, "/settings?joined"]);
  expect(joined.headers.get("Set-Cookie")).toMatch(/^session=[0-9a-f]{48}; .*HttpOnly.*SameSite=Lax/);
  expect((await visitor.get("/settings")).html).toContain("Ada Lind");
  expect((await new Visitor(site).get("/people/ada-lind")).html).toContain("Ada Lind");
});

test("welcomes a member by e-mail, one who may write with a link to the editor", async () => {
  const { db } = site.services;
  const join = async (role: "reader" | "contributor" | "author", handle: string) => {
    const email = newEmail();
    const secret = await createInvitation(db, { email, role }, { now: new Date() });
    const joined = await new Visitor(site).post(`/join/${secret}`, {
      name: "Bo",
      handle,
      password: PASSWORD,
    });
    expect(joined.status).toBe(303);
    return (await receiveEmails(site, email))[0];
  };
  const reader = await join("reader", "welcome-reader");
  expect(reader?.subject).toBe("Welcome to Longtable");
  expect(reader?.text).toContain(`Read Longtable:\n${site.address}/\n`);
  expect(reader?.text.replaceAll("\n", " ")).toContain(`${site.address}/settings`);
  expect(reader?.text).not.toContain("/write");
  for (const role of ["contributor", "author"] as const)
    expect((await join(role, `welcome-${role}`))?.text).toContain(
      `Write your first post:\n${site.address}/write\n`,
    );
});

test("creates no account before the link is followed", async () => {
  const { email } = await askToJoin();
  expect(await site.services.db.account.count({ where: { email } })).toBe(0);
});

test("shows a member who asks to join the same page as a stranger, and explains by e-mail", async () => {
  const { email } = await createMember(site.services.db, "known");
  const known = await askToJoin(email);
  const unknown = await askToJoin();
  const words = ({ asked, email }: typeof known) => asked.html.replaceAll(email, "X").replace(/\d{10,}/g, "");
  expect(words(known)).toBe(words(unknown));
  expect(known.message?.subject).toBe("You already have an account at Longtable");
  expect(known.path).toMatch(/^\/reset\//);
});

test("treats an e-mail address in capitals as the same address", async () => {
  const { email } = await createMember(site.services.db, "capital");
  await new Visitor(site).post("/join", { email: email.toUpperCase() });
  expect((await receiveEmails(site, email))[0]?.subject).toBe("You already have an account at Longtable");
});

test("creates one account for two requests with the same e-mail address", async () => {
  const email = newEmail();
  const first = await askToJoin(email);
  const longAgo = new Date(Date.now() - (RESEND_S + 1) * 1000);
  await site.services.db.token.updateMany({ data: { createdAt: longAgo } });
  const second = await askToJoin(email, 2);
  await first.visitor.post(first.path, { name: "A", handle: "first-of-two", password: PASSWORD });
  const late = await second.visitor.post(second.path, {
    name: "B",
    handle: "second-of-two",
    password: PASSWORD,
  });
  expect([late.status, alertOf(late)]).toEqual([422, expect.stringContaining("already has an account")]);
  expect(typedIn(late, "name")).toBe("B");
});

test.each([
  [
    "empty fields",
    { name: "", handle: "", password: "" },
    { name: "enter a name", handle: "two letters", password: "choose a password" },
  ],
  ["an invisible name", { name: "\u2800\u200b" }, { name: "enter a name" }],
  ["a reserved handle", { handle: "admin" }, { handle: "reserved for the site" }],
  ["a handle that looks reserved", { handle: "adm1n" }, { handle: "reserved for the site" }],
  ["a handle with Cyrillic letters", { handle: "mаren" }, { handle: "a to z" }],
  ["a handle that ends in a hyphen", { handle: "ada-" }, { handle: "begin and end" }],
  ["a handle that is too long", { handle: "a".repeat(41) }, { handle: "40 characters" }],
  ["a short password", { password: "k7#qZ9!x" }, { password: `${MIN_PASSWORD_CHARS} characters` }],
  ["a common password", { password: "password1234" }, { password: "too easy to guess" }],
  [
    "a password that contains their own name",
    { name: "Bartholomew Quince", password: "bartholomewquince" },
    { password: "too easy to guess" },
  ],
  [
    "a password that is too long",
    { password: "x".repeat(MAX_PASSWORD_CHARS + 1) },
    { password: "shorter one" },
  ],
])("refuses %s beside its field and keeps the other fields", async (_what, typed, errors) => {
  const { visitor, path } = await askToJoin();
  const fields = { name: "Somebody", handle: "somebody-new", password: PASSWORD, ...typed };
  const refused = await visitor.post(path, fields);
  expect(refused.status).toBe(422);
  for (const [field, words] of Object.entries(errors)) expect(errorOf(refused, field)).toContain(words);
  expect(typedIn(refused, "handle")).toBe(fields.handle.toLowerCase());
  expect(refused.html).not.toContain(fields.password || 'value="velvet');
  // A refusal does not use up the link.
  expect((await visitor.get(path)).status).toBe(200);
});

test.each([
  ["is taken", "taken-one"],
  ["looks like a taken one", "takenone"],
  ["looks like a taken one, with a digit", "taken-0ne"],
])("refuses a handle that %s", async (_why, handle) => {
  if (!(await site.services.db.person.findUnique({ where: { handle: "taken-one" } })))
    await createMember(site.services.db, "taken-one");
  const { visitor, path } = await askToJoin();
  const refused = await visitor.post(path, { name: "B", handle, password: PASSWORD });
  expect([refused.status, errorOf(refused, "handle")]).toEqual([
    422,
    expect.stringContaining("looks too much like another one"),
  ]);
});

test.each([
  ["malformed", "ada at example", 422, "doesn’t look like"],
  ["empty", "", 422, "Please enter an e-mail address"],
  ["too long", `${"a".repeat(250)}@example.org`, 422, "254"],
])("refuses an e-mail address that is %s", async (_what, email, status, words) => {
  const refused = await new Visitor(site).post("/join", { email });
  expect([refused.status, errorOf(refused, "email")]).toEqual([status, expect.stringContaining(words)]);
  expect(typedIn(refused, "email")).toBe(email);
});

test.each([
  ["a name", "name", "80 characters"],
  ["a handle", "handle", "40 characters"],
  ["a password", "password", "shorter one"],
])(
  "refuses %s of 60,000 characters without measuring its strength, and keeps the other fields",
  async (_what, field, words) => {
    const { visitor, path } = await askToJoin();
    const fields = {
      name: "Somebody",
      handle: "somebody-long",
      password: PASSWORD,
      [field]: "a".repeat(60_000),
    };
    const refused = await visitor.post(path, fields);
    expect([refused.status, errorOf(refused, field)]).toEqual([422, expect.stringContaining(words)]);
    if (field !== "name") expect(typedIn(refused, "name")).toBe("Somebody");
  },
);

test("refuses a body longer than all fields together with 413", async () => {
  const { visitor, path } = await askToJoin();
  const refused = await visitor.post(path, { name: "a".repeat(1_900_000), handle: "x", password: PASSWORD });
  expect(refused.status).toBe(413);
});

test("answers a used link with 410", async () => {
  const { visitor, path } = await askToJoin();
  await visitor.post(path, { name: "Once", handle: "once-only", password: PASSWORD });
  for (const again of [await new Visitor(site).get(path), await new Visitor(site).post(path, {})])
    expect([again.status, again.html]).toEqual([410, expect.stringContaining("was already used")]);
});

test("answers an expired link and an unknown one with 410", async () => {
  const yesterday = new Date(Date.now() - 25 * 60 * 60 * 1000);
  const secret = await site.services.db.write((tx) =>
    issueToken(tx, "join", { payload: { email: "x@example.org" } }, yesterday),
  );
  const expired = await new Visitor(site).get(`/join/${secret}`);
  expect([expired.status, expired.html]).toEqual([410, expect.stringContaining("has expired")]);
  const foreign = await new Visitor(site).get(`/join/${"0".repeat(48)}`);
  expect([foreign.status, foreign.html]).toEqual([410, expect.stringContaining("link is incomplete")]);
});

test("refuses a link of another purpose", async () => {
  const { accountId } = await createMember(site.services.db, "resetting");
  const secret = await site.services.db.write((tx) => issueToken(tx, "reset", { accountId }, new Date()));
  expect((await new Visitor(site).get(`/join/${secret}`)).status).toBe(410);
});

test("refuses to send a link with 403 when members join by invitation", async () => {
  await saveSettings(site.services, buildSettings({ joining: "invited" }));
  const asked = await new Visitor(site).post("/join", { email: "uninvited@example.org" });
  expect([asked.status, asked.html]).toEqual([403, expect.stringContaining("need an invitation to join")]);
  expect(await site.services.db.token.count({ where: { payload: { contains: "uninvited" } } })).toBe(0);
  expect((await new Visitor(site).get("/join")).html).toContain("need an invitation to join");
  await saveSettings(site.services, buildSettings());
});

test("gives new members the role of the settings", async () => {
  await saveSettings(site.services, buildSettings({ newRole: "contributor" }));
  const { visitor, email, path } = await askToJoin();
  await visitor.post(path, { name: "C", handle: "newcomer", password: PASSWORD });
  expect((await site.services.db.account.findUnique({ where: { email } }))?.role).toBe("contributor");
  await saveSettings(site.services, buildSettings());
});

test("ignores a role in the form", async () => {
  const { visitor, email, path } = await askToJoin();
  await visitor.post(path, {
    name: "D",
    handle: "climber",
    password: PASSWORD,
    role: "administrator",
    email: "other@example.org",
    personId: "1",
  });
  expect(await site.services.db.account.findUnique({ where: { email }, select: { role: true } })).toEqual({
    role: "reader",
  });
});
