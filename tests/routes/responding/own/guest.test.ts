// Guests who confirm an e-mail address or are remembered, over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { decide, setHolding } from "../../../factories/moderation";
import { createMember, receiveEmails, type TestMember } from "../../../factories/people";
import { createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, Visitor } from "../../../factories/visitor";
import { typed } from "../typed";

let site: TestSite;
let mo: TestMember;
beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  await setHolding(site.services.db, "newcomers");
  mo = await createMember(site.services.db, "mo", { moderates: true, password: null });
});
afterAll(() => site.close());

let count = 0;

/** Posts a reply to a new post, with an address of its own. Returns the path of its page. */
async function reply(visitor: Visitor, fields: Record<string, string> = {}) {
  const email = fields.email ?? `guest-${++count}@example.org`;
  const slug = `x-${++count}`;
  await createPost(site.services, { slug });
  const posted = await visitor.post(
    `/posts/${slug}/respond`,
    typed({ body: `Reply ${++count}.`, ...fields, email }),
  );
  const [path = ""] = (posted.location ?? "").split("?");
  const id = Number(/done=posted-(\d+)/.exec(posted.location ?? "")?.[1]);
  return { email, path, id, posted, post: `/posts/${slug}` };
}

async function linksTo(email: string) {
  const [mail] = await receiveEmails(site, email);
  const confirm = /(\/guests\/confirm\/[0-9a-f]{48})/.exec(mail?.text ?? "")?.[1] ?? "";
  const emails = /(\/guests\/emails\/[0-9a-f]{48})/.exec(mail?.text ?? "")?.[1] ?? "";
  return { mail, confirm, emails };
}

test("a guest confirms their address by one button, once, and is known in that browser", async () => {
  const visitor = new Visitor(site);
  const { email, path, id } = await reply(visitor, { emails: "on", body: "Planted words." });
  expect((await visitor.get(path)).html).toContain("confirm your address");
  const { mail, confirm } = await linksTo(email);
  expect(mail?.headers.get("list")).toMatchObject({
    "unsubscribe-post": { name: "List-Unsubscribe=One-Click" },
  });

  const page = await visitor.get(confirm);
  expect([page.status, page.headers.get("Cache-Control")]).toEqual([200, "private, no-store"]);
  expect([page.headers.get("Referrer-Policy"), page.headers.get("X-Robots-Tag")]).toEqual([
    "no-referrer",
    "noindex, nofollow",
  ]);
  const main = page.html.slice(page.html.indexOf("<main"));
  expect(main.match(/<button/g)).toHaveLength(1);
  expect(page.html).not.toContain("Planted words.");
  const refused = await visitor.post(confirm, {});
  expect([refused.status, alertOf(refused)]).toEqual([422, "Select what you asked for."]);
  const done = await visitor.post(confirm, { [`reply-${id}`]: "on", remember: "yes" });
  expect([done.status, done.html]).toEqual([
    200,
    expect.stringContaining("Your e-mail address is confirmed"),
  ]);
  expect(done.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^guest=[0-9a-f]{48}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/),
  ]);
  const other = new Visitor(site);
  for (const again of [await other.get(confirm), await other.post(confirm, { [`reply-${id}`]: "on" })])
    expect(again.html).toContain("This link was already used");
  expect(other.cookies.size).toBe(0);
  expect((await other.get(path)).html).toContain(
    "You get an e-mail when a moderator decides about it, and answers",
  );

  await decide(site.services, mo, "approve", [id], new Date());
  expect((await reply(visitor)).posted.location).toMatch(/^\/posts\/x-\d+\?done=/);
  expect((await reply(new Visitor(site), { email })).posted.location).toMatch(/^\/replies\//);
});

test("without “Remember me”, a guest who confirms is known until the browser is closed", async () => {
  const visitor = new Visitor(site);
  const { email, id } = await reply(visitor, { emails: "on" });
  const { confirm } = await linksTo(email);
  const done = await visitor.post(confirm, { [`reply-${id}`]: "on" });
  expect(done.headers.getSetCookie()[0]).toMatch(/^guest=[0-9a-f]{48}; Path=\/; HttpOnly; SameSite=Lax$/);

  const remembered = new Visitor(site);
  const other = await reply(remembered, { emails: "on", remember: "yes" });
  const pressed = await remembered.post((await linksTo(other.email)).confirm, {
    [`reply-${other.id}`]: "on",
  });
  expect([pressed.status, pressed.headers.getSetCookie()]).toEqual([200, []]);
});

test("a guest is remembered by the page of their reply, and forgotten, and pages stay the same for everyone", async () => {
  const visitor = new Visitor(site);
  const { path, id, post } = await reply(visitor);
  expect(visitor.cookies.has("guest")).toBe(false);
  const pressed = await visitor.post(`${path}/remember`);
  expect([pressed.status, pressed.location, pressed.headers.get("Referrer-Policy")]).toEqual([
    303,
    path,
    "no-referrer",
  ]);
  expect((await visitor.get(path)).html).toContain("This device remembers you.");
  expect((await new Visitor(site).get(path)).html).not.toContain("This device remembers you.");
  await decide(site.services, mo, "approve", [id], new Date());
  const read = await visitor.get(post);
  expect([read.headers.get("Set-Cookie"), read.html]).toEqual([
    null,
    (await new Visitor(site).get(post)).html,
  ]);
  await visitor.post(`${path}/forget`);
  expect(visitor.cookies.has("guest")).toBe(false);
  expect((await visitor.get(path)).html).toContain("Remember me on this device");
});

test("the form’s “Remember me” sets and drops the cookie, and without it none is set", async () => {
  const visitor = new Visitor(site);
  await reply(visitor);
  expect(visitor.cookies.has("guest")).toBe(false);
  await reply(visitor, { remember: "yes" });
  const secret = visitor.cookies.get("guest");
  expect(secret).toMatch(/^[0-9a-f]{48}$/);
  await reply(visitor);
  expect(visitor.cookies.get("guest")).toBe(secret);
  await reply(visitor, { remember: "no" });
  expect(visitor.cookies.has("guest")).toBe(false);
  await reply(visitor, { remember: "no", emails: "perhaps" });
  expect(visitor.cookies.has("guest")).toBe(false);
});

test("turns e-mails off by a press or a mail client’s request, and on again", async () => {
  const { email } = await reply(new Visitor(site), { emails: "on" });
  const { emails, mail } = await linksTo(email);
  expect(mail?.html).toContain(emails);
  const page = await new Visitor(site).get(emails);
  expect(page.html).toContain("E-mails about your replies are on");
  const request = await site.get(emails, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: "List-Unsubscribe=One-Click",
  });
  expect([request.status, await request.text()]).toEqual([
    200,
    expect.stringContaining("E-mails about your replies are off"),
  ]);
  expect((await new Visitor(site).post(emails, { emails: "on" })).html).toContain("You turned them on.");
  expect((await new Visitor(site).get(`${emails}0`)).html).toContain("This link doesn’t work");
});
