// Sign-in with OpenID Connect over HTTP, with real providers on this machine.

import { beforeAll, expect, test } from "vitest";
import { setActive } from "~/accounts/account.server";
import { saveSettings } from "~/site/site.server";
import type { Stranger } from "../../../factories/openid-provider";
import { createMember, linkIn, PASSWORD, receiveEmails } from "../../../factories/people";
import { buildSettings } from "../../../factories/settings";
import {
  leadsTo,
  openSiteWithProviders,
  type SiteWithProviders,
  signInWith,
} from "../../../factories/site-with-providers";
import { alertOf, typedIn, Visitor } from "../../../factories/visitor";

let { site, university, library }: SiteWithProviders = {} as SiteWithProviders;
beforeAll(async () => {
  const opened = await openSiteWithProviders();
  ({ site, university, library } = opened);
  return () => opened.close();
});

let count = 0;
/** A new person, whose e-mail address the university has verified. */
const newStranger = (about: Partial<Stranger> = {}): Stranger => {
  const sub = `subject-${++count}`;
  return { sub, email: `${sub}@example.org`, email_verified: true, name: `Person ${count}`, ...about };
};

/** A visitor who has joined by the university. */
async function joinWith(stranger: Stranger, handle: string) {
  const visitor = new Visitor(site);
  const { location } = await signInWith(visitor, university, stranger);
  const joined = await visitor.post(location ?? "", { name: "Somebody", handle });
  expect([joined.status, joined.location]).toEqual([303, "/settings?joined"]);
  return visitor;
}

const nameOn = async (visitor: Visitor) =>
  /class="account-menu-name"[^>]*>([^<]+)</.exec((await visitor.get("/")).html)?.[1];

test("offers a button for each configured provider, by its label or its name", async () => {
  const { html } = await new Visitor(site).get("/sign-in?to=/tags");
  expect(
    [...html.matchAll(/"\/sign-in\/with\/.*?Sign in with ([^<]+)<\/button>/g)].map(([, label]) => label),
  ).toEqual(["Down", "Library", "Your university"]);
  expect(html).toMatch(/action="\/sign-in\/with\/university"><input type="hidden" name="to" value="\/tags"/);
});

test("redirects to the provider with PKCE, a state and a nonce, and sets a cookie for the callback", async () => {
  const departure = await new Visitor(site).post("/sign-in/with/university", { to: "/tags" });
  const there = new URL(leadsTo(departure));
  expect([departure.status, there.origin]).toEqual([200, university.issuer]);
  expect(Object.fromEntries(there.searchParams)).toEqual({
    client_id: "longtable",
    response_type: "code",
    redirect_uri: `${site.address}/sign-in/with/university/callback`,
    scope: "openid email profile",
    state: expect.stringMatching(/^[0-9a-f]{48}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: "S256",
  });
  expect(departure.html).toContain(
    `<a href="${there.href.replaceAll("&", "&amp;")}">Continue to Your university`,
  );
  expect(departure.headers.get("Set-Cookie")).toMatch(
    /^identity=[0-9a-f]{48}; Max-Age=900; Path=\/; HttpOnly; SameSite=Lax$/,
  );
});

test("offers the providers on the page to join, unless joining takes an invitation", async () => {
  const open = (await new Visitor(site).get("/join")).html;
  expect(open).toMatch(/action="\/sign-in\/with\/university".*Join with Your university/s);
  await saveSettings(site.services, buildSettings({ joining: "invited" }));
  const closed = (await new Visitor(site).get("/join")).html;
  await saveSettings(site.services, buildSettings());
  expect(closed).not.toContain("/sign-in/with/");
});

test("starts no sign-in by a GET or from another site", async () => {
  const visitor = new Visitor(site);
  const read = await visitor.get("/sign-in/with/university");
  expect([read.status, read.headers.get("Refresh"), visitor.cookies.size]).toEqual([200, null, 0]);
  const foreign = { headers: { "Sec-Fetch-Site": "cross-site" } };
  expect((await visitor.post("/sign-in/with/university", {}, foreign)).status).toBe(403);
});

test("answers with 404 for a provider that is not configured", async () => {
  expect((await new Visitor(site).post("/sign-in/with/nobody")).status).toBe(404);
  expect((await new Visitor(site).get("/sign-in/with/nobody/callback?state=1")).status).toBe(404);
});

test("lets a person with a verified address join without a password or an e-mail, and signs them in again", async () => {
  const stranger = newStranger({ preferred_username: "Grace.Hopper" });
  const visitor = new Visitor(site);
  const { status, location } = await signInWith(visitor, university, stranger, { to: "/tags" });
  expect([status, location]).toEqual([303, expect.stringMatching(/^\/join\/[0-9a-f]{48}$/)]);
  const page = await visitor.get(location ?? "");
  expect([typedIn(page, "name"), typedIn(page, "handle")]).toEqual([stranger.name, "grace-hopper"]);
  expect(page.html).not.toContain('name="password"');
  expect(page.html).toContain(`<strong>${stranger.email}</strong>`);
  const joined = await visitor.post(location ?? "", { name: "Grace", handle: "grace" });
  expect([joined.status, joined.location]).toEqual([303, "/settings?joined"]);

  const again = new Visitor(site);
  const back = await signInWith(again, university, stranger, { to: "/tags" });
  expect([back.status, back.location]).toEqual([303, "/tags"]);
  expect(await nameOn(again)).toBe("Grace");
});

test("keeps the fields of a refused join", async () => {
  await createMember(site.services.db, "occupied");
  const visitor = new Visitor(site);
  const { location } = await signInWith(visitor, university, newStranger());
  const refused = await visitor.post(location ?? "", { name: "Mine", handle: "occupied" });
  expect([refused.status, typedIn(refused, "name")]).toEqual([422, "Mine"]);
  expect((await visitor.post(location ?? "", { name: "Mine", handle: "not-occupied" })).status).toBe(303);
});

test("signs in and links the account of a verified address, and notifies by e-mail", async () => {
  const ada = await createMember(site.services.db, "ada");
  const visitor = new Visitor(site);
  const stranger = newStranger({ email: ada.email.toUpperCase() });
  const { status, location } = await signInWith(visitor, university, stranger, { to: "/series" });
  expect([status, location]).toEqual([303, "/series"]);
  expect(await nameOn(visitor)).toBe("ada");
  const [message] = await receiveEmails(site, ada.email);
  expect(message?.subject).toBe("Your sign-in methods at Longtable changed");
  expect(message?.text.replace(/\s+/g, " ")).toContain(`with Your university, as ${ada.email}.`);
});

test.each([
  ["that the provider has not verified", { email_verified: false }],
  ["without email_verified", {}],
])(
  "signs nobody in to the account of an address %s, and does not reveal the account",
  async (_what, about) => {
    const known = await createMember(site.services.db, `known-${++count}`);
    const come = async (email: string) => {
      const visitor = new Visitor(site);
      const { location } = await signInWith(visitor, university, { sub: `claims-${email}`, email, ...about });
      const page = await visitor.get(location ?? "");
      return {
        visitor,
        page,
        path: location ?? "",
        words: page.html.replaceAll(email, "X").replaceAll(location ?? "", "Y"),
      };
    };
    const one = await come(known.email);
    expect(one.words).toBe((await come(`nobody-${count}@example.org`)).words);
    expect(typedIn(one.page, "email")).toBe(known.email);
    expect(one.page.html).toMatch(/Already have an account here\?.*as usual, and\s+link Your university/);
    await one.visitor.post(one.path, { email: known.email });
    const [message] = await receiveEmails(site, known.email);
    expect(message?.subject).toBe("You already have an account at Longtable");
    expect(await site.services.db.identity.count({ where: { accountId: known.accountId } })).toBe(0);
  },
);

test("asks a person without an address for one, verifies it by e-mail, and links the identity", async () => {
  const stranger: Stranger = { sub: `subject-${++count}`, name: "No Address" };
  const email = `given-${count}@example.org`;
  const visitor = new Visitor(site);
  const { location } = await signInWith(visitor, university, stranger);
  expect(typedIn(await visitor.get(location ?? ""), "handle")).toBeUndefined();
  const asked = await visitor.post(location ?? "", { email });
  expect([asked.status, asked.html]).toEqual([
    200,
    expect.stringContaining("Ask the administrator for your link"),
  ]);
  const [message] = await receiveEmails(site, email);
  const path = message ? linkIn(message) : "";
  expect(typedIn(await visitor.get(path), "handle")).toBe("no-address");
  expect((await visitor.post(path, { name: "Given", handle: "given" })).location).toBe("/settings?joined");
  const again = new Visitor(site);
  expect((await signInWith(again, university, stranger)).location).toBe("/");
  expect(await nameOn(again)).toBe("Given");
});

test("links no identity to the account that the owner of another person's address creates", async () => {
  const stranger: Stranger = { sub: `subject-${++count}`, email: `victim-${count}@example.org` };
  const attacker = new Visitor(site);
  const { location } = await signInWith(attacker, university, stranger);
  await attacker.post(location ?? "", { email: stranger.email ?? "" });
  const [message] = await receiveEmails(site, stranger.email ?? "");
  const path = message ? linkIn(message) : "";
  const victim = new Visitor(site);
  expect((await victim.get(path)).html).toMatch(/in another browser.*name="password"/s);
  const bare = await victim.post(path, { name: "Victim", handle: "victim" });
  expect([bare.status, alertOf(bare)]).toEqual([422, expect.stringContaining("Please fix")]);
  expect((await victim.post(path, { name: "Victim", handle: "victim", password: PASSWORD })).status).toBe(
    303,
  );
  expect((await signInWith(new Visitor(site), university, stranger)).location).toMatch(/^\/join\//);
});

test("treats equal subjects of two providers as two identities", async () => {
  const stranger = newStranger();
  await joinWith(stranger, "same-subject");
  const other = { ...stranger, email: "" };
  const { location } = await signInWith(new Visitor(site), library, other, { name: "library" });
  expect(location).toMatch(/^\/join\//);
});

test("refuses a deactivated account by identity and by address", async () => {
  const stranger = newStranger();
  await joinWith(stranger, "kept-out");
  const { db } = site.services;
  const account = await db.account.findUniqueOrThrow({ where: { email: stranger.email ?? "" } });
  await db.write((tx) => setActive(tx, account.id, false, new Date()));
  const bySubject = await signInWith(new Visitor(site), university, stranger);
  const byEmail = await signInWith(new Visitor(site), library, stranger, { name: "library" });
  for (const { status, html, headers } of [bySubject, byEmail]) {
    expect([status, headers.get("Set-Cookie")]).toEqual([403, null]);
    expect(html).toContain("An administrator has deactivated this account");
  }
  expect(await db.identity.count({ where: { accountId: account.id } })).toBe(1);
});

test("refuses an unknown identity with 403 when members join by invitation, and explains how to link it", async () => {
  await saveSettings(site.services, buildSettings({ joining: "invited" }));
  const { status, html } = await signInWith(new Visitor(site), university, newStranger());
  await saveSettings(site.services, buildSettings());
  expect([status, html]).toEqual([403, expect.stringContaining("need an invitation to join")]);
  expect(html).toContain("link Your university in your settings");
});

test("ends the session of the member who was signed in before", async () => {
  const before = await createMember(site.services.db, "before");
  const stranger = newStranger();
  await joinWith(stranger, "after");
  const visitor = new Visitor(site, before.cookie);
  await signInWith(visitor, university, stranger);
  expect(await nameOn(visitor)).toBe("Somebody");
  expect(await nameOn(new Visitor(site, before.cookie))).toBeUndefined();
});

test("redirects only to paths of this site after signing in", async () => {
  const stranger = newStranger();
  await joinWith(stranger, "led-away");
  const { location } = await signInWith(new Visitor(site), university, stranger, {
    to: "//elsewhere.example",
  });
  expect(location).toBe("/");
});
