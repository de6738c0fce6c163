// Identities in a member's settings: linked, listed and unlinked.

import { beforeAll, expect, test } from "vitest";
import { FRESH_S } from "~/accounts/account.schema";
import { createMember, PASSWORD, receiveEmails, type TestMember } from "../../factories/people";
import {
  openSiteWithProviders,
  type SiteWithProviders,
  signInWith,
  wayBack,
} from "../../factories/site-with-providers";
import { alertOf, errorOf, Visitor } from "../../factories/visitor";

let { site, university, library }: SiteWithProviders = {} as SiteWithProviders;
beforeAll(async () => {
  const opened = await openSiteWithProviders();
  ({ site, university, library } = opened);
  return () => opened.close();
});

const LINK = "/settings/identities/link/university";
const DONE = "/settings/identities?done=linked";

let count = 0;
const newStranger = () => ({ sub: `subject-${++count}`, preferred_username: `there-${count}` });

async function openAccount(options: Parameters<typeof createMember>[2] = {}) {
  const member = await createMember(site.services.db, `member-${++count}`, options);
  return { member, visitor: new Visitor(site, member.cookie) };
}

/** Links a person at the university to a member's account. */
async function link(visitor: Visitor, { id }: TestMember, stranger = newStranger(), proof = PASSWORD) {
  const departure = await visitor.post(LINK, { as: String(id), proof });
  const back = await visitor.get(await wayBack(site, departure, university, stranger));
  return { stranger, back };
}

const identitiesOf = ({ accountId }: TestMember) =>
  site.services.db.identity.findMany({ where: { accountId } });
const unlinkOf = async (member: TestMember) =>
  `/settings/identities/unlink/${(await identitiesOf(member)).at(-1)?.id}`;

test("links an identity after the password, notifies by e-mail, lists it, and signs in with it", async () => {
  const { visitor, member } = await openAccount();
  expect((await visitor.get("/settings/identities")).html).toContain(`href="${LINK}"`);
  expect((await visitor.get(LINK)).html).toContain('name="proof"');
  const { stranger, back } = await link(visitor, member);
  expect([back.status, back.location]).toEqual([303, DONE]);
  const [message] = await receiveEmails(site, member.email);
  expect(message?.text.replace(/\s+/g, " ")).toContain(`as ${stranger.preferred_username}.`);
  const { html } = await visitor.get(DONE);
  expect(html).toContain("You can now sign in with it");
  expect(html).toMatch(new RegExp(`Your university</strong>.*${stranger.preferred_username}, linked`));
  const other = new Visitor(site);
  expect((await signInWith(other, university, stranger, { to: "/tags" })).location).toBe("/tags");
  expect((await other.get("/settings")).html).toContain(member.name);
});

test("refuses to link an identity without the right password", async () => {
  const { visitor, member } = await openAccount();
  const refused = await visitor.post(LINK, { as: String(member.id), proof: "a wrong one" });
  expect([refused.status, refused.headers.get("Refresh")]).toEqual([422, null]);
  expect(errorOf(refused, "proof")).toContain("password is incorrect");
});

test("requires a recent sign-in to link an identity to an account without a password", async () => {
  const now = new Date(Date.now() - (FRESH_S + 60) * 1000);
  const stale = await openAccount({ password: null, now });
  const refused = await stale.visitor.post(LINK, { as: String(stale.member.id) });
  expect([refused.status, alertOf(refused)]).toEqual([403, expect.stringContaining("signed in a while ago")]);
  const fresh = await openAccount({ password: null });
  expect((await link(fresh.visitor, fresh.member)).back.location).toBe(DONE);
});

test("links the same identity once", async () => {
  const { visitor, member } = await openAccount();
  const { stranger } = await link(visitor, member);
  expect((await link(visitor, member, stranger)).back.location).toBe(DONE);
  expect(await identitiesOf(member)).toHaveLength(1);
});

test("refuses with 409 to link an identity of another account", async () => {
  const [owner, other] = [await openAccount(), await openAccount()];
  const { stranger } = await link(owner.visitor, owner.member);
  const { back } = await link(other.visitor, other.member, stranger);
  expect([back.status, back.html]).toEqual([
    409,
    expect.stringContaining("already linked to another account"),
  ]);
  expect(back.html).toContain('href="/settings/identities">Back to your settings');
  expect([await identitiesOf(owner.member), await identitiesOf(other.member)]).toMatchObject([[{}], []]);
});

test("links nothing when another member has signed in meanwhile", async () => {
  const { visitor, member } = await openAccount();
  const departure = await visitor.post(LINK, { as: String(member.id), proof: PASSWORD });
  const path = await wayBack(site, departure, university, newStranger());
  const other = await openAccount();
  visitor.cookies.set("session", other.member.cookie.split("=")[1] ?? "");
  const asOther = await visitor.get(path);
  visitor.cookies.delete("session");
  const asGuest = await visitor.get(path);
  for (const { status, html } of [asOther, asGuest])
    expect([status, html]).toEqual([403, expect.stringContaining("no longer signed in to the account")]);
  expect(await site.services.db.identity.count({ where: { accountId: member.accountId } })).toBe(0);
});

test("unlinks an identity after the password, notifies by e-mail, and refuses to sign in with it", async () => {
  const { visitor, member } = await openAccount();
  const { stranger } = await link(visitor, member);
  const path = await unlinkOf(member);
  expect((await visitor.get(path)).html).toContain(`<strong>${stranger.preferred_username}</strong>`);
  const refused = await visitor.post(path, { as: String(member.id), proof: "a wrong one" });
  expect([refused.status, await identitiesOf(member)]).toMatchObject([422, [{}]]);
  const done = await visitor.post(path, { as: String(member.id), proof: PASSWORD });
  expect([done.status, done.location]).toEqual([303, "/settings/identities?done=unlinked"]);
  const messages = await receiveEmails(site, member.email, 2);
  expect(messages[1]?.text.replace(/\s+/g, " ")).toContain(
    "You can no longer sign in to your account with Your university",
  );
  expect((await signInWith(new Visitor(site), university, stranger)).location).toMatch(/^\/join\//);
});

test("answers with 404 when a member unlinks another member's identity", async () => {
  const [owner, other] = [await openAccount(), await openAccount()];
  await link(owner.visitor, owner.member);
  const path = await unlinkOf(owner.member);
  expect((await other.visitor.get(path)).status).toBe(404);
  expect((await other.visitor.post(path, { as: String(other.member.id), proof: PASSWORD })).status).toBe(404);
  expect(await identitiesOf(owner.member)).toHaveLength(1);
});

test("refuses with 409 to unlink the last sign-in method", async () => {
  const { visitor, member } = await openAccount({ password: null });
  await link(visitor, member);
  const path = await unlinkOf(member);
  const { db } = site.services;
  // An identity of a provider that is no longer configured is no sign-in method.
  const gone = { issuer: "https://gone.example", subject: "1", label: "gone", createdAt: new Date() };
  await db.identity.create({ data: { accountId: member.accountId, ...gone } });
  const refused = await visitor.post(path, { as: String(member.id) });
  expect([refused.status, alertOf(refused)]).toEqual([409, expect.stringContaining("only way to sign in")]);
  expect((await visitor.get("/settings/identities")).html).toMatch(
    /gone\.example<.*You can no longer sign in with this site/s,
  );
  const passkey = { credentialId: "one", publicKey: "", counter: 0, transports: "", name: "Telephone" };
  await db.passkey.create({ data: { accountId: member.accountId, createdAt: new Date(), ...passkey } });
  expect((await visitor.post(path, { as: String(member.id) })).status).toBe(303);
});

test("unlinks an identity when another one remains", async () => {
  const { visitor, member } = await openAccount({ password: null });
  await link(visitor, member);
  const path = await unlinkOf(member);
  const departure = await visitor.post("/settings/identities/link/library", { as: String(member.id) });
  await visitor.get(await wayBack(site, departure, library, newStranger()));
  expect((await visitor.post(path, { as: String(member.id) })).status).toBe(303);
  expect(await identitiesOf(member)).toMatchObject([{ issuer: library.issuer }]);
});

test("refuses with 409 a form that another member opened", async () => {
  const { visitor, member } = await openAccount();
  const sent = await visitor.post(LINK, { as: String(member.id + 1), proof: PASSWORD });
  expect([sent.status, sent.headers.get("Refresh")]).toEqual([409, null]);
});

test("asks a guest to sign in", async () => {
  const visitor = new Visitor(site);
  expect((await visitor.get("/settings/identities")).location).toBe("/sign-in?to=%2Fsettings%2Fidentities");
  expect((await visitor.post(LINK, { proof: PASSWORD })).status).toBe(401);
});
