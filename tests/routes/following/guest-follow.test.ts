// Following without an account, over HTTP.

import { afterAll, beforeAll, expect, test } from "vitest";
import { FOLLOWS_PER_NETWORK } from "~/accounts/account.schema";
import { standingLink } from "~/following/subscriber.server";
import { createMember } from "../../factories/people";
import { createComment, createPost } from "../../factories/posts";
import { openTestSite, type TestSite } from "../../factories/site";
import { alertOf, errorOf, typedIn, Visitor } from "../../factories/visitor";

let site: TestSite;
let postId: number;
beforeAll(async () => {
  site = await openTestSite({ close: "later", env: { SMTP_URL: "smtp://127.0.0.1:1" } });
  postId = await createPost(site.services, { slug: "listening", title: "Listening" });
});
afterAll(() => site.close());

const plain = ({ html }: { html: string }) => html.replaceAll("<!-- -->", "");
const ask = (visitor: Visitor, fields: Record<string, string>, thing = `posts/${postId}`) =>
  visitor.post(`/follow/${thing}`, { delivery: "at-once", ...fields });
let count = 0;
const newAddress = () => `guest-${++count}@example.org`;

/** The secret of the link that the site e-mails to an address. */
async function questionTo(email: string): Promise<string> {
  const find = async () => {
    const jobs = await site.services.db.job.findMany({ where: { kind: "mail" } });
    const mail = jobs.find(({ payload }) => payload.includes(`"to":"${email}"`));
    return /\/guests\/confirm\/([0-9a-f]{48})/.exec(mail?.payload ?? "")?.[1] ?? null;
  };
  await expect.poll(find, { timeout: 20_000 }).not.toBeNull();
  return (await find()) ?? "";
}

/** Ticks everything that the page of a link shows, and presses its button. */
async function confirm(visitor: Visitor, secret: string) {
  const page = await visitor.get(`/guests/confirm/${secret}`);
  const names = [...page.html.matchAll(/type="checkbox"[^>]*name="((?:follow|reply)-\d+)"/g)].map(
    ([, name]) => name ?? "",
  );
  return visitor.post(`/guests/confirm/${secret}`, Object.fromEntries(names.map((name) => [name, "on"])));
}

async function followAsGuest(email = newAddress(), fields = {}) {
  const visitor = new Visitor(site);
  await ask(visitor, { email, ...fields });
  await confirm(visitor, await questionTo(email));
  const subscriber = await site.services.db.subscriber.findUniqueOrThrow({ where: { email } });
  const path = `/following/by-link/${standingLink(site.services.siteSecret, subscriber)}`;
  const rows = () => site.services.db.subscription.findMany({ where: { subscriberId: subscriber.id } });
  return { visitor, email, subscriber, path, rows };
}

test("offers a guest e-mail, signing in and feeds, and follows after one button behind the link of one e-mail", async () => {
  const visitor = new Visitor(site);
  const page = plain(await visitor.get(`/follow/posts/${postId}`));
  expect(page).toContain("Follow by e-mail");
  expect(page).not.toContain("On this site only");
  expect(page).toContain(`/sign-in?to=%2Ffollow%2Fposts%2F${postId}`);
  expect(page).toContain('href="/posts/listening/feed"');
  const email = newAddress();
  const asked = await ask(visitor, { email });
  expect(asked.status).toBe(200);
  expect(plain(asked)).toContain(`We’ve sent a link to <strong>${email}</strong>`);
  const secret = await questionTo(email);
  const shown = await visitor.get(`/guests/confirm/${secret}`);
  expect(plain(shown)).toContain("Listening");
  expect(shown.headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(await site.services.db.subscriber.count({ where: { email } })).toBe(0);
  const done = await confirm(visitor, secret);
  expect(plain(done)).toContain("Your e-mail address is confirmed");
  const [, path = ""] = /href="(\/following\/by-link\/[^"]+)"/.exec(done.html) ?? [];
  expect(plain(await visitor.get(path))).toMatch(/g…@example\.org[\s\S]*Listening/);
  const again = await visitor.get(`/guests/confirm/${secret}`);
  expect([again.status, plain(again)]).toEqual([410, expect.stringContaining("This link was already used")]);
});

test("says of a link a year old that it doesn't work any more, and what to do", async () => {
  const old = await new Visitor(site).get(`/guests/confirm/${"0".repeat(48)}`);
  expect(old.status).toBe(410);
  expect(plain(old)).toMatch(/doesn’t work any more[\s\S]*within 7 days[\s\S]*follow again/);
});

test("answers the same to the address of a member, of somebody who follows already, and of nobody", async () => {
  const ada = await createMember(site.services.db, "ada", { password: null });
  const { email: known } = await followAsGuest();
  const answers = await Promise.all(
    [ada.email, known, newAddress()].map(async (email) => {
      const { status, html } = await ask(new Visitor(site), { email });
      return [status, html.replaceAll(email, "ADDRESS")];
    }),
  );
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
});

test.each([
  ["nothing", "", "Please enter your e-mail address. We’ll ask it once whether it is yours."],
  ["no address", "somebody", "This doesn’t look like an e-mail address. Example: you@example.org."],
  ["another header", "a@example.org\r\nBcc: b@example.org", expect.stringMatching(/./)],
  ["two addresses", "a@example.org,b@example.org", expect.stringMatching(/./)],
  ["a quoted name", '"a b"@example.org', expect.stringMatching(/./)],
  ["NUL", "a\0@example.org", expect.stringMatching(/./)],
  ["a long address", `${"a".repeat(20_000)}@example.org`, expect.stringMatching(/254/)],
])("refuses %s as an address, with what is wrong", async (_what, email, error) => {
  const answer = await ask(new Visitor(site), { email, delivery: "weekly" });
  expect(answer.status).toBe(422);
  expect(errorOf(answer, "email").replaceAll("&quot;", '"')).toEqual(error);
  expect(answer.html).toMatch(/value="weekly"[^>]*checked|checked[^>]*value="weekly"/);
});

test("takes an international domain as browsers do", async () => {
  await ask(new Visitor(site), { email: "Anna@Bücher.example" });
  expect(await site.services.db.followRequest.count({ where: { email: "anna@xn--bcher-kva.example" } })).toBe(
    1,
  );
});

test("refuses a way that it doesn't offer guests, a filled honeypot, and a body that is too large", async () => {
  const email = newAddress();
  for (const delivery of ["site", "mute", "stop", "constructor", ""])
    expect(errorOf(await ask(new Visitor(site), { email, delivery }), "delivery")).toBe(
      "Choose how often you want e-mail.",
    );
  const trapped = await ask(new Visitor(site), { email, homepage: "https://spam.example" });
  expect([trapped.status, alertOf(trapped), typedIn(trapped, "email")]).toEqual([
    422,
    expect.stringContaining("A hidden field was filled in"),
    email,
  ]);
  expect((await ask(new Visitor(site), { email: "a".repeat(2_000_000) })).status).toBe(413);
  expect(await site.services.db.followRequest.count({ where: { email } })).toBe(0);
});

test("gives a member's form back to somebody who has signed out since, and never takes it for a guest's", async () => {
  const answer = await ask(new Visitor(site), { as: "7", email: newAddress() });
  expect(answer.status).toBe(401);
});

test("limits what one network can ask, apart from e-mails that sign people in", async () => {
  const limited = await openTestSite({ env: { SMTP_URL: "smtp://127.0.0.1:1", RATE_LIMITS: "on" } });
  const visitor = new Visitor(limited);
  const statuses: number[] = [];
  for (let asked = 0; asked < FOLLOWS_PER_NETWORK + 2; asked++)
    statuses.push((await visitor.post("/follow/site/0", { email: newAddress(), delivery: "daily" })).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(FOLLOWS_PER_NETWORK);
  expect(statuses.slice(-2)).toEqual([429, 429]);
  expect(await limited.services.db.followRequest.count()).toBe(FOLLOWS_PER_NETWORK);
  expect((await visitor.post("/reset", { email: newAddress() })).status).toBe(200);
});

test("tells a guest of feeds and accounts where the site sends no e-mail, and takes no address", async () => {
  const silent = await openTestSite();
  const visitor = new Visitor(silent);
  const page = plain(await visitor.get("/follow/site/0"));
  expect(page).toContain("This site sends no e-mail.");
  expect(page).toMatch(/href="\/feed"[\s\S]*RSS/);
  expect(page).not.toContain('name="email"');
  const answer = await visitor.post("/follow/site/0", { email: newAddress(), delivery: "daily" });
  expect(answer.status).toBe(422);
  expect(await silent.services.db.followRequest.count()).toBe(0);
});

test("changes, mutes and ends by the link, and never adds", async () => {
  const { visitor, path, rows, subscriber } = await followAsGuest();
  const { db } = site.services;
  const [row] = await rows();
  const change = (delivery: string, only = String(row?.id)) =>
    new Visitor(site).post(`${path}/change?only=${only}`, { delivery });
  expect((await change("weekly")).location).toBe(`${path}?done=saved`);
  expect(await rows()).toMatchObject([{ delivery: "weekly" }]);
  expect(plain(await visitor.get(`${path}?done=saved`))).toMatch(/Saved\.[\s\S]*value="weekly" selected/);
  for (const bad of ["", "hourly", "constructor"]) expect((await change(bad)).status).toBe(422);
  const { rows: theirs } = await followAsGuest();
  const [other] = await theirs();
  await change("daily", String(other?.id));
  expect(await theirs()).toMatchObject([{ delivery: "at-once" }]);
  await visitor.post(`${path}/stop?only=reply`);
  await change("at-once", "reply");
  expect(await db.notificationPreference.findMany({ where: { subscriberId: subscriber.id } })).toMatchObject([
    { kind: "replies", delivery: "never" },
  ]);
  await change("mute");
  expect(await rows()).toEqual([]);
  expect(plain(await visitor.get(path))).toMatch(/Muted conversations[\s\S]*Listening/);
  expect((await new Visitor(site).get(`${path}/change`)).location).toBe(path);
});

test("deletes everything about a guest by their link after a page that says what stays, and offers a member their settings", async () => {
  const { visitor, path, email } = await followAsGuest();
  const page = await visitor.get(`${path}/forget`);
  expect(plain(page)).toMatch(/Replies that you wrote as a guest stay/);
  for (const address of [path, `${path}/forget`, `${path}/stop`]) {
    const { headers } = await visitor.get(address);
    expect([
      headers.get("Referrer-Policy"),
      headers.get("X-Robots-Tag"),
      headers.get("Cache-Control"),
    ]).toEqual([...["no-referrer", "noindex, nofollow", "private, no-store"]]);
  }
  expect(await site.services.db.subscriber.count({ where: { email } })).toBe(1);
  expect(plain(await new Visitor(site).post(`${path}/forget`))).toContain("Everything is deleted");
  expect(await site.services.db.subscriber.count({ where: { email } })).toBe(0);
  expect((await visitor.get(path)).status).toBe(410);
  // A mail program's button in an earlier e-mail asks for what is so already.
  expect((await visitor.post(`${path}/stop`)).status).toBe(200);
  const bo = await createMember(site.services.db, "bo", { password: null });
  const member = new Visitor(site, bo.cookie);
  await member.post("/follow/site/0", { delivery: "daily" });
  const linked = await site.services.db.subscriber.findUniqueOrThrow({ where: { accountId: bo.accountId } });
  const theirs = `/following/by-link/${standingLink(site.services.siteSecret, linked)}`;
  expect(plain(await member.get(theirs))).toContain('href="/settings/data"');
  expect((await member.post(`${theirs}/forget`)).status).toBe(410);
  expect(await site.services.db.subscriber.count({ where: { id: linked.id } })).toBe(1);
});

test("refuses a link with one changed character, and another's number", async () => {
  const { path, rows } = await followAsGuest();
  const changed = path.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  const others = path.replace(/(by-link\/)(\d+)/, (_all, start, id) => `${start}${Number(id) - 1}`);
  for (const bad of [changed, others, path.slice(0, -1), path.toUpperCase()])
    for (const act of ["/stop", "/forget", ""])
      expect((await new Visitor(site).post(bad + act)).status).toBeGreaterThanOrEqual(400);
  expect(await rows()).toHaveLength(1);
});

test("offers to follow a thread at its first comment alone, and follows it", async () => {
  const id = await createPost(site.services, { slug: "threads", title: "Threads" });
  const first = await createComment(site.services, id);
  const reply = await createComment(site.services, id, { to: first });
  const { html } = await new Visitor(site).get("/posts/threads");
  expect(html).toContain(`href="/follow/comments/${first}"`);
  expect(html).not.toContain(`/follow/comments/${reply}`);
  const page = plain(await new Visitor(site).get(`/follow/comments/${first}`));
  expect(page).toMatch(/response 1 to Threads[\s\S]*Each reply in this thread/);
  expect(page).toContain('href="/posts/threads/feed"');
});

test("offers the box of the reply form where the site sends e-mail, and keeps what was chosen in it", async () => {
  const page = plain(await new Visitor(site).get("/posts/listening"));
  expect(page).toMatch(/name="emails"[\s\S]{0,80}E-mail me answers[\s\S]*to the whole post/);
  const refused = await new Visitor(site).post("/posts/listening/respond", {
    body: "",
    emails: "on",
    answers: "post",
  });
  expect(refused.html).toMatch(/<option value="post" selected/);
  expect(refused.html).toMatch(/name="emails"[^>]*checked/);
  const cy = await createMember(site.services.db, "cy", { password: null });
  const member = new Visitor(site, cy.cookie);
  expect(plain(await member.get("/posts/listening"))).toContain("E-mail me all responses to this post");
  const said = await member.post("/posts/listening/respond", { body: "Yes.", emails: "on", answers: "post" });
  expect(said.status).toBe(303);
  const mine = { where: { postId, subscriber: { accountId: cy.accountId } } };
  expect(await site.services.db.subscription.count(mine)).toBe(1);
});
