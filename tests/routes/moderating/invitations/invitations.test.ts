import { beforeAll, expect, test } from "vitest";
import { INVITATIONS_PER_PAGE } from "~/accounts/joining/invitation.server";
import { saveSettings } from "~/site/site.server";
import { createInvitation } from "../../../factories/invitations";
import { createMember, linkIn, PASSWORD, receiveEmails } from "../../../factories/people";
import { createPost } from "../../../factories/posts";
import { buildSettings } from "../../../factories/settings";
import { openTestSite, type TestSite } from "../../../factories/site";
import { type Answer, alertOf, errorOf, typedIn, Visitor } from "../../../factories/visitor";

let site: TestSite;
let boss: Visitor;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  await saveSettings(site.services, buildSettings({ joining: "invited" }));
  boss = new Visitor(site, (await createMember(site.services.db, "boss", { role: "administrator" })).cookie);
  return () => site.close();
});

const PAGE = "/moderation/invitations";

/** Creates an invitation. Returns the path of its link. */
async function invite(fields: Record<string, string> = {}) {
  const made = await boss.post(PAGE, { role: "author", days: "7", email: "", handle: "", ...fields });
  expect(made.status, errorOf(made, "email")).toBe(200);
  return /class="secret-link">http:\/\/[^/]+(\/join\/[0-9a-f]{48})</.exec(made.html)?.[1] ?? "";
}

const accountOf = (email: string) =>
  site.services.db.account.findUnique({ where: { email }, include: { person: true } });

let count = 0;
const name = () => `invited-${++count}`;
const nameFields = (handle: string) => ({ name: handle, handle, password: PASSWORD });

test("sends an invitation that joins its recipient with the chosen role, once", async () => {
  const email = "Writer@Example.org".toLowerCase();
  const path = await invite({ email: "Writer@Example.org" });
  const [message] = await receiveEmails(site, email);
  expect(message?.text).toContain("expires after 7 days");
  expect(linkIn(message as never)).toBe(path);
  const visitor = new Visitor(site);
  expect((await visitor.get(path)).html).toContain(
    "You are invited to join as an author: you can publish, edit and withdraw your own posts",
  );
  const joined = await visitor.post(path, {
    ...nameFields("writer"),
    role: "administrator",
    email: "x@example.org",
  });
  expect(joined.status).toBe(303);
  expect((await accountOf(email))?.role).toBe("author");
  expect(await accountOf("x@example.org")).toBe(null);
  const again = await new Visitor(site).post(path, nameFields(name()));
  expect([again.status, again.html]).toEqual([410, expect.stringContaining("was already used")]);
  expect((await boss.get(PAGE)).html).toMatch(
    /author, for writer@example\.org.*used by <a href="\/moderation\/people\/writer"/s,
  );
});

test("asks for an address when an invitation has none, and is used up by the first who joins", async () => {
  const path = await invite({ role: "contributor" });
  const { html: opened } = await new Visitor(site).get(path);
  expect(opened).toContain("This site can’t send e-mail yet. After you press the button");
  expect(opened).not.toContain("We’ll send");
  const ask = async (email: string) => {
    const asked = await new Visitor(site).post(path, {
      email,
      role: "administrator",
      ...nameFields("sneaky"),
    });
    expect([asked.status, asked.html]).toEqual([
      200,
      expect.stringContaining("Ask the administrator for your link"),
    ]);
    expect(await accountOf(email)).toBe(null);
    return linkIn((await receiveEmails(site, email))[0] as never);
  };
  const [first, second] = [await ask("one@example.org"), await ask("two@example.org")];
  expect((await new Visitor(site).post(first, { ...nameFields(name()), role: "editor" })).status).toBe(303);
  expect((await accountOf("one@example.org"))?.role).toBe("contributor");
  const late = await new Visitor(site).post(second, nameFields(name()));
  expect([late.status, late.html]).toEqual([410, expect.stringContaining("was already used")]);
  expect(await accountOf("two@example.org")).toBe(null);
  expect((await new Visitor(site).post(path, { email: "three@example.org" })).status).toBe(410);
});

test("shows the same link when a form is sent twice, and refuses the form once its invitation is revoked", async () => {
  const keyIn = (html: string) => /name="key" value="([0-9a-f]{48})"/.exec(html)?.[1] ?? "";
  const key = keyIn((await boss.get(PAGE)).html);
  const typed = { role: "author", days: "7", email: "", handle: "", key };
  const send = () => boss.post(PAGE, typed);
  const linkOf = ({ html }: Answer) => /class="secret-link">([^<]*)</.exec(html)?.[1];
  const [first, second] = await Promise.all([send(), send()]);
  expect(linkOf(first)).toMatch(/\/join\/[0-9a-f]{48}$/);
  expect(linkOf(second)).toBe(linkOf(first));
  // The new form on the page of the answer has another key.
  expect(keyIn(first.html)).not.toBe(key);
  const { id } = await site.services.db.invitation.findFirstOrThrow({ orderBy: { id: "desc" } });
  await boss.post(`${PAGE}/${id}/revoke`);
  const third = await send();
  expect([third.status, alertOf(third), linkOf(third)]).toEqual([
    422,
    expect.stringContaining("already created this invitation"),
    undefined,
  ]);
  const path = new URL(linkOf(first) ?? "").pathname;
  expect((await new Visitor(site).get(path)).status).toBe(410);
});

test("keeps no secret of an invitation in the database", async () => {
  const path = await invite();
  await new Visitor(site).post(path, { email: "kept@example.org" });
  await receiveEmails(site, "kept@example.org");
  const secret = path.split("/").at(-1) ?? "";
  expect(secret).not.toBe("");
  const { token, invitation, job } = site.services.db;
  const rows = [await token.findMany(), await invitation.findMany(), await job.findMany()];
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect((await boss.get(PAGE)).html).not.toContain(secret);
});

test("gives a person of the bylines an account by invitation", async () => {
  await createPost(site.services, { slug: "by-dele", writers: ["dele"] });
  const path = await invite({ handle: "Dele", email: "dele@example.org" });
  const asked = await new Visitor(site).get(path);
  expect(typedIn(asked, "handle")).toBe("dele");
  await new Visitor(site).post(path, { ...nameFields("dele-ashworth"), name: "Dele Ashworth" });
  expect((await accountOf("dele@example.org"))?.person.handle).toBe("dele-ashworth");
  expect((await new Visitor(site).get("/posts/by-dele")).html).toContain("Dele Ashworth");
  expect((await new Visitor(site).get("/people/dele")).location).toBe("/people/dele-ashworth");
});

test("shows an invited person's role after the e-mail too, and keeps the handle", async () => {
  await createPost(site.services, { slug: "by-iris", writers: ["iris"] });
  const path = await invite({ handle: "iris", role: "editor" });
  const visitor = new Visitor(site);
  await visitor.post(path, { email: "iris@example.org" });
  const message = linkIn((await receiveEmails(site, "iris@example.org"))[0] as never);
  const asked = await visitor.get(message);
  expect(asked.html).toContain("You are invited to join as an editor");
  expect(typedIn(asked, "handle")).toBe("iris");
  const joined = await visitor.post(message, nameFields("iris"));
  expect(errorOf(joined, "handle")).toBe("");
  expect(await accountOf("iris@example.org")).toMatchObject({ role: "editor", person: { handle: "iris" } });
});

test("creates one account for two invitations of one person", async () => {
  await createPost(site.services, { slug: "by-maren", writers: ["maren"] });
  const [first, second] = [
    await invite({ handle: "maren", email: "m1@example.org" }),
    await invite({ handle: "maren", email: "m2@example.org" }),
  ];
  expect((await new Visitor(site).post(first, nameFields("maren"))).status).toBe(303);
  const late = await new Visitor(site).post(second, nameFields("maren"));
  expect([late.status, late.html]).toEqual([422, expect.stringContaining("has already joined")]);
});

test("refuses a revoked or expired invitation, and the link e-mailed for it", async () => {
  const path = await invite();
  await new Visitor(site).post(path, { email: "late@example.org" });
  const message = linkIn((await receiveEmails(site, "late@example.org"))[0] as never);
  const [, id] = /action="\/moderation\/invitations\/(\d+)\/revoke"/.exec((await boss.get(PAGE)).html) ?? [];
  expect((await boss.post(`${PAGE}/${id}/revoke`)).location).toBe(`${PAGE}?done=revoked`);
  expect((await new Visitor(site).get(path)).status).toBe(410);
  expect((await new Visitor(site).post(message, nameFields(name()))).status).toBe(410);
  expect(await accountOf("late@example.org")).toBe(null);
  expect((await boss.post(`${PAGE}/${id}/revoke`)).location).toBe(`${PAGE}?done=too-late`);

  const lastWeek = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
  const invited = { role: "editor", email: "old@example.org" };
  const old = await createInvitation(site.services.db, invited, { now: lastWeek, days: 7 });
  const expired = await new Visitor(site).post(`/join/${old}`, nameFields(name()));
  expect([expired.status, expired.html]).toEqual([410, expect.stringContaining("has expired")]);
  expect((await boss.get(PAGE)).html).toMatch(/editor, for old@example\.org.*?expired on/s);
});

test.each([
  ["the address of a member", { email: "boss@example.org" }, "email", "already has an account"],
  ["a malformed address", { email: "boss at home" }, "email", "doesn’t look like"],
  ["an unknown handle", { handle: "nobody-here" }, "handle", "No one has this handle"],
  ["the handle of a member", { handle: "boss" }, "handle", "already has an account"],
  ["an unknown role", { role: "emperor" }, "role", "choose a role"],
  ["a validity of a year", { days: "365" }, "days", "choose one of these"],
])("refuses %s beside its field and keeps the other fields", async (_what, fields, field, words) => {
  const before = await site.services.db.invitation.count();
  const typed = { role: "editor", days: "3", email: "kind@example.org", handle: "", ...fields };
  const refused = await boss.post(PAGE, typed);
  expect([refused.status, errorOf(refused, field)]).toEqual([422, expect.stringContaining(words)]);
  expect(typedIn(refused, "email")).toBe(typed.email);
  expect(await site.services.db.invitation.count()).toBe(before);
});

test("warns administrators when no mail server is configured, and shows an invitation's link to pass on", async () => {
  const mailing = await openTestSite({ env: { SMTP_URL: "smtp://127.0.0.1:9" } });
  const runs = async (of: TestSite) =>
    new Visitor(of, (await createMember(of.services.db, "runs-it", { role: "administrator" })).cookie);
  const [without, withServer] = [await runs(site), await runs(mailing)];
  for (const path of ["people", "people/runs-it", "invitations", "site"]) {
    expect((await without.get(`/moderation/${path}`)).html).toContain("This site can’t send e-mail.");
    expect((await withServer.get(`/moderation/${path}`)).html).not.toContain("can’t send e-mail");
  }
  const invitation = { role: "reader", days: "7", handle: "", email: "guest@example.org" };
  const made = await without.post("/moderation/invitations", invitation);
  expect(made.html).toContain("so pass this link on to guest@example.org yourself");
  expect(made.html).toMatch(/class="secret-link">http:[^<]*\/join\/[0-9a-f]{48}</);
  const sent = await withServer.post("/moderation/invitations", invitation);
  expect(sent.html).toContain("We’re sending it to guest@example.org");
});

test("pages on through older invitations when the one at the border is revoked", async () => {
  const idsIn = (html: string) =>
    [...html.matchAll(/invitations\/(\d+)\/revoke/g)].map(([, id]) => Number(id));
  for (let number = 1; number <= INVITATIONS_PER_PAGE + 1; number++) await invite();
  const first = await boss.get(PAGE);
  const older = /href="([^"]*before=(\d+))"/.exec(first.html);
  const [address = "", border = ""] = [older?.[1], older?.[2]];
  const before = idsIn((await boss.get(address)).html);
  expect(before.length).toBeGreaterThan(0);
  await boss.post(`${PAGE}/${border}/revoke`);
  const after = await boss.get(address);
  expect([after.status, idsIn(after.html)]).toEqual([200, before]);
});
