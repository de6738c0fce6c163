import { beforeAll, expect, test } from "vitest";
import { FAILURES_PER_ACCOUNT, FAILURES_PER_NETWORK, FAILURES_PER_SESSION } from "~/accounts/account.schema";
import { createAccountLimits } from "~/accounts/account-limits.server";
import { beginSession } from "~/accounts/session/session.server";
import { MAX_BIO_CHARS, MAX_RENAMINGS, RENAMINGS_DAYS } from "~/people/person.schema";
import { readSite } from "~/site/site.server";
import { createMember, PASSWORD } from "../../../factories/people";
import { openTestSite, type TestSite } from "../../../factories/site";
import { errorOf, typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  return () => site.close();
});

const NEW = "copper lantern drift 41";
const PAGES = ["/settings", "/settings/password", "/settings/email", "/settings/devices"];

const signedIn = async (handle: string, email?: string) => {
  const member = await createMember(site.services.db, handle, { ...(email && { email }) });
  return { member, visitor: new Visitor(site, member.cookie) };
};

test.each(PAGES)("shows %s only to members, uncached", async (path) => {
  expect((await new Visitor(site).get(path)).location).toBe(`/sign-in?to=${encodeURIComponent(path)}`);
  const { visitor } = await signedIn(`page-${path.replaceAll("/", "")}`);
  const page = await visitor.get(path);
  expect([page.status, page.headers.get("Cache-Control")]).toEqual([200, "private, no-store"]);
});

test("saves a profile and shows it on the person's page at once", async () => {
  const { visitor } = await signedIn("profile");
  await new Visitor(site).get("/people/profile");
  const typed = {
    name: "Wren  Abara",
    handle: "wren",
    site: "wren.example.org",
    bio: "Works in a *branch*.\n\n# Since 2019",
  };
  expect((await visitor.post("/settings", typed)).location).toBe("/settings?done");
  const page = await new Visitor(site).get("/people/wren");
  expect(page.html).toContain("Wren Abara");
  expect(page.html).toContain("<em>branch</em>");
  expect(page.html).toContain("<h2>Since 2019</h2>");
  expect(await new Visitor(site).get("/people/profile")).toMatchObject({
    status: 301,
    location: "/people/wren",
  });
  expect(typedIn(await visitor.get("/settings"), "site")).toBe("https://wren.example.org");
});

test("redirects a former handle for ever and reserves it for its owner", async () => {
  const { visitor, member } = await signedIn("old-handle");
  const profile = { name: "N", site: "", bio: "" };
  await visitor.post("/settings", { ...profile, handle: "new-handle" });
  const { visitor: other } = await signedIn("wants-it");
  const refused = await other.post("/settings", { ...profile, handle: "old-handle" });
  expect(errorOf(refused, "handle")).toContain("This handle is taken");
  await visitor.post("/settings", { ...profile, handle: "old-handle" });
  expect((await new Visitor(site).get("/people/old-handle")).status).toBe(200);
  expect((await new Visitor(site).get("/people/new-handle")).location).toBe("/people/old-handle");
  expect(await site.services.db.formerHandle.count({ where: { personId: member.id } })).toBe(1);
});

test("allows three changes of handle a year, says when the next is possible, and saves the other fields", async () => {
  const { visitor, member } = await signedIn("fickle");
  const save = (handle: string, name = "N") => visitor.post("/settings", { name, handle, site: "", bio: "" });
  expect((await visitor.get("/settings")).html).toContain("3 times in 365 days (3 left)");
  for (let count = 1; count <= MAX_RENAMINGS; count++)
    expect((await save(count === MAX_RENAMINGS ? "fickle" : `fickle-${count}`)).status).toBe(303);
  expect((await visitor.get("/settings")).html).toContain("(0 left)");
  const refused = await save("one-too-many", "Kept");
  const again = new Date(Date.now() + RENAMINGS_DAYS * 24 * 60 * 60 * 1000).getUTCFullYear();
  expect([refused.status, errorOf(refused, "handle")]).toEqual([
    422,
    expect.stringMatching(new RegExp(`You can change it again on .*${again}`)),
  ]);
  expect([typedIn(refused, "handle"), typedIn(refused, "name")]).toEqual(["one-too-many", "Kept"]);
  expect((await save("fickle", "Another name")).status).toBe(303);
  const longAgo = new Date(Date.now() - RENAMINGS_DAYS * 24 * 60 * 60 * 1000);
  const [first] = await site.services.db.renaming.findMany({ where: { personId: member.id } });
  await site.services.db.renaming.update({ where: { id: first?.id ?? 0 }, data: { at: longAgo } });
  expect((await save("one-too-many")).status).toBe(303);
  expect((await save("two-too-many")).status).toBe(422);
});

test("shows each error of a profile beside its field and keeps the other fields", async () => {
  const { visitor } = await signedIn("refused");
  const typed = { name: "", handle: "ad min", site: "not a site", bio: "b".repeat(MAX_BIO_CHARS + 1) };
  const refused = await visitor.post("/settings", typed);
  expect(refused.status).toBe(422);
  for (const field of Object.keys(typed)) expect(errorOf(refused, field)).not.toBe("");
  expect(refused.html).toContain(typed.bio);
  expect(typedIn(refused, "handle")).toBe(typed.handle);
});

test("renews this session and ends the others when the password changes", async () => {
  const { visitor, member } = await signedIn("changes", "maren.featherstonehaugh@example.org");
  const elsewhere = await beginSession(
    site.services.db,
    member.accountId,
    { device: "x", address: "x" },
    new Date(),
  );
  const wrong = await visitor.post("/settings/password", { proof: "not it", password: NEW });
  expect([wrong.status, errorOf(wrong, "proof")]).toEqual([
    422,
    expect.stringContaining("password is incorrect"),
  ]);
  for (const password of ["changes123", member.email]) {
    const weak = await visitor.post("/settings/password", { proof: PASSWORD, password });
    expect([weak.status, errorOf(weak, "password")]).toEqual([
      422,
      expect.stringContaining("too easy to guess"),
    ]);
  }
  expect((await visitor.post("/settings/password", { proof: PASSWORD, password: NEW })).status).toBe(303);
  expect((await visitor.get("/settings")).status).toBe(200);
  for (const cookie of [member.cookie, `session=${elsewhere}`])
    expect((await new Visitor(site, cookie).get("/settings")).status).toBe(302);
  const { email } = member;
  expect((await new Visitor(site).post("/sign-in", { email, password: NEW })).status).toBe(303);
});

test("signs out a member's own devices, one or all others", async () => {
  const { visitor, member } = await signedIn("devices");
  const { member: other } = await signedIn("devices-too");
  const begin = (device: string) =>
    beginSession(site.services.db, member.accountId, { device, address: "192.0.2.9" }, new Date());
  const tablet = await begin("Safari on iPad");
  const telephone = await begin("Firefox on Android");
  const page = await visitor.get("/settings/devices");
  expect(page.html).toContain("Safari on iPad");
  const tabletId = /value="(\d+)"[^>]*aria-label="Sign out Safari on iPad"/.exec(page.html)?.[1] ?? "";
  const one = await visitor.post("/settings/devices", { session: tabletId });
  expect((await visitor.get(one.location ?? "")).html).toContain("Signed out on that device.");
  expect((await new Visitor(site, `session=${tablet}`).get("/settings")).status).toBe(302);
  expect((await new Visitor(site, `session=${telephone}`).get("/settings")).status).toBe(200);
  await visitor.post("/settings/devices", { session: String(other.sessionId) });
  expect((await new Visitor(site, other.cookie).get("/settings")).status).toBe(200);
  const others = await visitor.post("/settings/devices", { session: "others" });
  expect((await visitor.get(others.location ?? "")).html).toContain("Signed out on all other devices.");
  expect((await new Visitor(site, `session=${telephone}`).get("/settings")).status).toBe(302);
  expect((await visitor.get("/settings/devices")).status).toBe(200);
  const gone = await visitor.post("/settings/devices", { session: String(member.sessionId) });
  expect([gone.location, [...visitor.cookies.keys()]]).toEqual(["/", ["signed-out"]]);
});

test("answers a form sent after signing out with 401 and its text", async () => {
  const { member } = await signedIn("two-tabs");
  const typed = { as: String(member.id), name: "Two Tabs", bio: "A long thought.\n\nIn two paragraphs." };
  const refused = await new Visitor(site).post("/settings", typed);
  expect(refused.status).toBe(401);
  expect(refused.html).toContain("You are signed out");
  expect(refused.html).toContain(typed.bio);
  expect(typedIn(refused, "name")).toBe(typed.name);
});

test("answers a form that another member opened with 409 and its text", async () => {
  const { member } = await signedIn("was-here");
  const { visitor, member: now } = await signedIn("is-here");
  const refused = await visitor.post("/settings", {
    as: String(member.id),
    name: "Was",
    handle: "was-here-2",
  });
  expect([refused.status, refused.html]).toEqual([
    409,
    expect.stringContaining("signed in to another account"),
  ]);
  expect(typedIn(refused, "handle")).toBe("was-here-2");
  // The error page has the frame of every other page: the site's name and the member's menu.
  expect(refused.html).toContain('<nav class="account-menu"');
  expect(refused.html).toContain((await readSite(site.services.db)).tagline);
  expect((await site.services.db.person.findUniqueOrThrow({ where: { id: now.id } })).name).toBe("is-here");
});

test("returns no typed password", async () => {
  const { member } = await signedIn("secretive");
  const refused = await new Visitor(site).post("/settings/password", {
    as: String(member.id),
    proof: PASSWORD,
    password: NEW,
  });
  expect(refused.status).toBe(401);
  for (const secret of [PASSWORD, NEW]) expect(refused.html).not.toContain(secret);
  // Nor does the page claim to have kept the password.
  expect(refused.html).not.toContain("everything you typed is still here");
  expect(refused.html).toContain("open the form again");
});

test("checks a signed-in member's password when strangers used up their limits, and limits the session itself", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on" } });
  const { email, accountId, cookie } = await createMember(limited.services.db, "besieged");
  const strangers = createAccountLimits(limited.services.db, true);
  for (let count = 0; count < FAILURES_PER_NETWORK; count++)
    await strangers.countFailure({
      ...{ kind: "stranger", clientAddress: "127.0.0.1" },
      email: count < FAILURES_PER_ACCOUNT ? email : `x${count}@example.org`,
    });
  expect((await new Visitor(limited).post("/sign-in", { email, password: PASSWORD })).status).toBe(429);
  const change = (proof: string, visitor = new Visitor(limited, cookie)) =>
    visitor.post("/settings/email", { email: "next@example.org", proof });
  for (let count = 0; count < FAILURES_PER_SESSION; count++) expect((await change("guess")).status).toBe(422);
  const refused = await change(PASSWORD);
  expect([refused.status, refused.html]).toEqual([429, expect.stringContaining("Too many wrong passwords")]);
  const device = { device: "A test", address: "192.0.2.9" };
  const other = await beginSession(limited.services.db, accountId, device, new Date());
  expect((await change(PASSWORD, new Visitor(limited, `session=${other}`))).status).toBe(303);
});

test("asks for a missing password without counting a wrong one", async () => {
  const limited = await openTestSite({ env: { RATE_LIMITS: "on" } });
  const { cookie } = await createMember(limited.services.db, "in-haste");
  const visitor = new Visitor(limited, cookie);
  const change = (proof: string) => visitor.post("/settings/email", { email: "next@example.org", proof });
  for (let count = 0; count <= FAILURES_PER_SESSION; count++) {
    const refused = await change("");
    expect([refused.status, errorOf(refused, "proof")]).toEqual([422, "Please enter your current password."]);
  }
  expect((await change(PASSWORD)).status).toBe(303);
});
