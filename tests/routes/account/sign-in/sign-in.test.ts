import { beforeAll, expect, test } from "vitest";
import { createMember, PASSWORD } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { TRUST_PROXY: "loopback" } });
  return () => site.close();
});

const signIn = (visitor: Visitor, email: string, password = PASSWORD, more = {}) =>
  visitor.post("/sign-in", { email, password, ...more });

test("signs in with the right password and redirects back", async () => {
  const { email } = await createMember(site.services.db, "right");
  const visitor = new Visitor(site);
  const page = await visitor.get("/sign-in?to=/settings/devices");
  const answer = await signIn(visitor, email, PASSWORD, { to: typedIn(page, "to") ?? "" });
  expect([answer.status, answer.location]).toEqual([303, "/settings/devices"]);
  expect((await visitor.get("/settings/devices")).html).toContain("(this device)");
});

test("redirects a guest from a member's page to the sign-in page, with the way back", async () => {
  const { location } = await new Visitor(site).get("/settings/email?done=notices");
  expect(location).toBe(`/sign-in?to=${encodeURIComponent("/settings/email?done=notices")}`);
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "/\t/evil.example",
  "/.//evil.example",
])("does not redirect to %s", async (to) => {
  const { email } = await createMember(site.services.db, `led-${Math.random().toString(36).slice(2)}`);
  const { location } = await signIn(new Visitor(site), email, PASSWORD, { to });
  expect(location).toBe("/");
});

test("redirects to a path with non-ASCII letters", async () => {
  const { email } = await createMember(site.services.db, "back");
  const { status, location } = await signIn(new Visitor(site), email, PASSWORD, { to: "/tags/読書?q=“a”\n" });
  expect([status, location]).toEqual([303, "/tags/%E8%AA%AD%E6%9B%B8?q=%E2%80%9Ca%E2%80%9D"]);
});

test("answers a wrong password and an unknown address alike", async () => {
  const { email } = await createMember(site.services.db, "wrong");
  const wrong = await signIn(new Visitor(site), email, "not the one at all");
  const nobody = await signIn(new Visitor(site), "nobody@example.org", "not the one at all");
  expect([wrong.status, alertOf(wrong)]).toEqual([
    401,
    expect.stringContaining("E-mail or password is incorrect"),
  ]);
  expect(nobody.html.replace("nobody@", "wrong@")).toBe(wrong.html);
  expect(wrong.headers.get("Set-Cookie")).toBeNull();
  expect(typedIn(wrong, "email")).toBe(email);
  expect(wrong.html).not.toContain("not the one");
});

test("reveals a deactivated account only to its password", async () => {
  const { email, accountId } = await createMember(site.services.db, "closed");
  await site.services.db.account.update({ where: { id: accountId }, data: { status: "deactivated" } });
  const right = await signIn(new Visitor(site), email);
  expect([right.status, alertOf(right)]).toEqual([
    403,
    expect.stringContaining("An administrator has deactivated"),
  ]);
  expect((await signIn(new Visitor(site), email, "not the one at all")).status).toBe(401);
});

test("refuses every password for an account without one", async () => {
  const { email } = await createMember(site.services.db, "keyless", { password: null });
  for (const password of [PASSWORD, " ", "null"])
    expect((await signIn(new Visitor(site), email, password)).status).toBe(401);
});

test.each([
  ["a missing password", { password: "" }, "password", "Please enter your password"],
  ["a missing address", { email: "" }, "email", "Please enter an e-mail address"],
])("shows the error for %s beside its field", async (_what, typed, field, words) => {
  const refused = await new Visitor(site).post("/sign-in", {
    email: "a@example.org",
    password: "x",
    ...typed,
  });
  expect([refused.status, errorOf(refused, field)]).toEqual([422, expect.stringContaining(words)]);
});

test("accepts a password in another Unicode normalization form", async () => {
  const visitor = new Visitor(site);
  const { email, accountId } = await createMember(site.services.db, "accents");
  const { hashPassword } = await import("~/accounts/password/password.server");
  const passwordHash = await hashPassword("fenêtre brume été 7");
  await site.services.db.account.update({ where: { id: accountId }, data: { passwordHash } });
  expect((await signIn(visitor, email, "fenêtre brume été 7".normalize("NFD"))).status).toBe(303);
});

test("ends the session when a member signs out, and answers a second time alike", async () => {
  const member = await createMember(site.services.db, "leaving");
  const visitor = new Visitor(site, member.cookie);
  const out = await visitor.post("/sign-out");
  expect([out.location, out.headers.get("Set-Cookie")]).toEqual(["/", expect.stringContaining("Max-Age=0")]);
  expect((await new Visitor(site, member.cookie).get("/settings")).status).toBe(302);
  expect((await new Visitor(site, member.cookie).post("/sign-out")).status).toBe(303);
});

test("ends the session of the member who was signed in before", async () => {
  const [first, second] = [
    await createMember(site.services.db, "first-here"),
    await createMember(site.services.db, "second-here"),
  ];
  const visitor = new Visitor(site, first.cookie);
  await signIn(visitor, second.email);
  expect((await visitor.get("/settings")).html).toContain("second-here");
  expect((await new Visitor(site, first.cookie).get("/settings")).status).toBe(302);
});

test.each([
  ["a forged session cookie", "session=0123456789abcdef0123456789abcdef0123456789abcdef"],
  ["a malformed session cookie", "session=administrator"],
  ["an empty session cookie", "session="],
  ["two session cookies", `session=${"f".repeat(48)}; session=${"e".repeat(48)}`],
  ["a broken Cookie header", "session=%E0%A4%A; ;;=;"],
])("treats %s as a guest's", async (_what, Cookie) => {
  const page = await site.get("/", { headers: { Cookie } });
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('href="/sign-in"')]);
  expect((await site.get("/settings", { headers: { Cookie } })).status).toBe(302);
});

test("refuses forms from another site with 403", async () => {
  const member = await createMember(site.services.db, "across");
  for (const path of ["/sign-in", "/sign-out", "/settings/password"]) {
    const headers = { Origin: "https://evil.example", Cookie: member.cookie };
    expect((await site.post(path, { email: member.email, password: PASSWORD }, { headers })).status).toBe(
      403,
    );
  }
  expect((await new Visitor(site, member.cookie).get("/settings")).status).toBe(200);
});

test("sets a Secure, __Host- session cookie under https", async () => {
  const { sessionCookie } = await import("~/accounts/session/session-cookie");
  expect(sessionCookie("https://longtable.example", "f".repeat(48))).toMatch(
    /^__Host-session=f{48}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});

test("knows the browser after signing out, by a cookie for the sign-in pages only", async () => {
  const { email } = await createMember(site.services.db, "known-again");
  const visitor = new Visitor(site);
  const { headers } = await signIn(visitor, email);
  const cookie = headers.getSetCookie().find((line) => line.startsWith("browser="));
  expect(cookie).toMatch(/^browser=[0-9a-f]{48}; Max-Age=15552000; Path=\/sign-in; HttpOnly; SameSite=Lax$/);
  const secret = visitor.cookies.get("browser");
  await visitor.post("/sign-out");
  await signIn(visitor, email);
  expect(visitor.cookies.get("browser")).toBe(secret);
  expect(JSON.stringify(await site.services.db.knownBrowser.findMany())).not.toContain(secret);
  expect((await signIn(new Visitor(site), email, "wrong")).headers.getSetCookie()).toEqual([]);
});

test("sets a Secure, __Secure- cookie for the known browser under https", async () => {
  const { knownBrowserCookie } = await import("~/accounts/session/known-browser-cookie");
  expect(knownBrowserCookie("https://longtable.example", "f".repeat(48))).toMatch(
    /^__Secure-browser=f{48}; Max-Age=\d+; Path=\/sign-in; HttpOnly; Secure; SameSite=Lax$/,
  );
});

test("offers no provider when none is configured, and says so in the settings", async () => {
  expect((await new Visitor(site).get("/sign-in")).html).not.toContain("/sign-in/with/");
  const { cookie } = await createMember(site.services.db, "without-others");
  const { html } = await new Visitor(site, cookie).get("/settings/identities");
  expect(html).toContain("hasn’t set up any other sites to sign in with");
});
