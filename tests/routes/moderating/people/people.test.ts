import { beforeAll, expect, test } from "vitest";
import { ACCOUNTS_PER_PAGE } from "~/accounts/account-list.server";
import { createMember, linkIn, PASSWORD, receiveEmails, type TestMember } from "../../../factories/people";
import { createPost } from "../../../factories/posts";
import { openTestSite, type TestSite } from "../../../factories/site";
import { alertOf, errorOf, Visitor } from "../../../factories/visitor";

let site: TestSite;
let boss: TestMember;
let deputy: TestMember;

beforeAll(async () => {
  site = await openTestSite({ close: "later" });
  boss = await createMember(site.services.db, "boss", { role: "administrator" });
  deputy = await createMember(site.services.db, "deputy", { role: "administrator" });
  return () => site.close();
});

const as = ({ cookie }: TestMember) => new Visitor(site, cookie);
const roleOf = async ({ accountId: id }: TestMember) =>
  (await site.services.db.account.findUniqueOrThrow({ where: { id } })).role;

const PAGES = [
  "/moderation/people",
  "/moderation/people/boss",
  "/moderation/invitations",
  "/moderation/site",
];
const FORMS = [
  "/moderation/people/boss/role",
  "/moderation/people/boss/deactivate",
  "/moderation/people/boss/reactivate",
  "/moderation/invitations",
  "/moderation/invitations/1/revoke",
  "/moderation/site",
];

test("asks a guest to sign in, and returns the text of a form that is sent without a session", async () => {
  const guest = new Visitor(site);
  for (const page of PAGES)
    expect((await guest.get(page)).location).toBe(`/sign-in?${new URLSearchParams({ to: page })}`);
  for (const form of FORMS) {
    const refused = await guest.post(form, { role: "editor", name: "Taken over, and over, and over" });
    expect([refused.status, refused.html]).toEqual([401, expect.stringContaining("Taken over, and over")]);
  }
});

test.each(["reader", "contributor", "author", "editor"] as const)(
  "refuses every page and form to a member with the role %s, names the needed role, and changes nothing",
  async (role) => {
    const member = as(await createMember(site.services.db, `some-${role}`, { role }));
    const answers = [
      ...(await Promise.all(PAGES.map((page) => member.get(page)))),
      ...(await Promise.all(FORMS.map((form) => member.post(form, { role: "reader", name: "Taken over" })))),
    ];
    for (const { status, html } of answers)
      expect([status, html]).toEqual([
        403,
        expect.stringContaining(`Only administrators can open this page. Your role is ${role}`),
      ]);
    expect(await roleOf(boss)).toBe("administrator");
    expect((await member.get("/")).html).not.toContain("/moderation/people");
  },
);

test("lists members, the latest first, and finds them by the beginning of a name, handle or address", async () => {
  const { db } = site.services;
  await createMember(db, "quentin", { name: "Ramona Quimby", email: "beezus@klickitat.example" });
  const visitor = as(boss);
  expect((await visitor.get("/")).html).toContain('href="/moderation/people"');
  const found = async (search: string) => {
    const { html } = await visitor.get(`/moderation/people?${new URLSearchParams({ q: search })}`);
    return [...html.matchAll(/href="\/moderation\/people\/([\w-]+)"/g)].map(([, handle]) => handle);
  };
  expect((await found(""))[0]).toBe("quentin");
  expect((await found("")).slice(-2)).toEqual(["deputy", "boss"]);
  for (const search of ["quen", "Ramona Q", "ramona", "RAMONA", "beezus@", "Beezus"])
    expect(await found(search), search).toEqual(["quentin"]);
  for (const search of ["amona", "%", "\\", "'"])
    expect(await found(search), search).not.toEqual(["quentin"]);
  expect((await visitor.get("/moderation/people?q=nobody-at-all")).html).toContain("No one found.");
  expect((await visitor.get("/moderation/people?before=x")).status).toBe(404);
});

test("pages through a long list without repeating or omitting a member", async () => {
  const { db } = site.services;
  const people = Array.from({ length: 60 }, (_, number) => ({
    handle: `row-${number}`,
    name: "Row",
    createdAt: new Date(),
  }));
  await db.person.createMany({ data: people });
  const rows = await db.person.findMany({ where: { name: "Row" } });
  await db.account.createMany({
    data: rows.map(({ id, handle }) => ({
      ...{ personId: id, email: `${handle}@rows.example`, role: "reader", webauthnId: handle },
      createdAt: new Date(),
    })),
  });
  const seen: string[] = [];
  for (let address: string | undefined = "/moderation/people?q=row-"; address; ) {
    const { html } = await as(boss).get(address);
    seen.push(
      ...[...html.matchAll(/href="\/moderation\/people\/(row-\d+)"/g)].map(([, handle = ""]) => handle),
    );
    address = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll("&amp;", "&");
  }
  expect(seen.length).toBe(60);
  expect(new Set(seen).size).toBe(60);
});

test("ends a member's sessions when the role changes, and notifies with an unsubscribe link", async () => {
  const ada = await createMember(site.services.db, "ada", { name: "Ada Lind" });
  const page = await as(boss).get("/moderation/people/ada");
  expect([page.status, page.html]).toEqual([200, expect.stringContaining("ada@example.org")]);
  const changed = await as(boss).post("/moderation/people/ada/role", { role: "author" });
  expect([changed.status, changed.location]).toEqual([303, "/moderation/people/ada?done=role"]);
  expect((await as(boss).get(changed.location ?? "")).html).toContain("Ada Lind is now author.");
  expect(await roleOf(ada)).toBe("author");
  expect((await as(ada).get("/settings")).status).toBe(302);
  const [message] = await receiveEmails(site, ada.email);
  expect(message?.subject).toBe("You are now an author at Longtable");
  const unsubscribe = /Turn off notifications: \S+?(\/unsubscribe\/\w+)/.exec(message?.text ?? "")?.[1] ?? "";
  expect((await new Visitor(site).post(unsubscribe, { "List-Unsubscribe": "One-Click" })).status).toBe(200);

  await as(boss).post("/moderation/people/ada/role", { role: "editor" });
  const same = await as(boss).post("/moderation/people/ada/role", { role: "editor" });
  expect(same.location).toBe("/moderation/people/ada?done=same");
  expect(await site.services.db.job.count({ where: { kind: "mail", payload: { contains: "editor" } } })).toBe(
    0,
  );
  expect((await receiveEmails(site, ada.email)).length).toBe(1);
});

test("asks the administrator to inform the member when no mail server is configured", async () => {
  const member = await createMember(site.services.db, "untold");
  const { html } = await as(boss).get(`/moderation/people/${member.handle}`);
  expect(html).toContain("This site can’t send e-mail, so please tell them yourself.");
  expect(html).not.toContain("by e-mail, unless");
});

test("refuses an unknown role beside its field", async () => {
  await createMember(site.services.db, "kim");
  const refused = await as(boss).post("/moderation/people/kim/role", { role: "emperor" });
  expect([refused.status, errorOf(refused, "role")]).toEqual([422, expect.stringContaining("choose a role")]);
  expect(alertOf(refused)).toContain("Please fix");
});

test("refuses to change or deactivate one's own account", async () => {
  const own = await as(boss).get("/moderation/people/boss");
  expect(own.html).toContain("This is your own account.");
  expect(own.html).not.toContain("/moderation/people/boss/role");
  for (const verb of ["role", "deactivate"]) {
    const refused = await as(boss).post(`/moderation/people/boss/${verb}`, { role: "reader" });
    expect([refused.status, refused.html]).toEqual([
      403,
      expect.stringContaining("can’t do this to your own account"),
    ]);
  }
  expect(await roleOf(boss)).toBe("administrator");
});

test("signs out a deactivated member, keeps their texts, and reactivates the account", async () => {
  const { services } = site;
  const zoe = await createMember(services.db, "zoe", { name: "Zoe Marsh" });
  await createPost(services, { slug: "by-zoe", writers: ["zoe"] });
  const closed = await as(boss).post("/moderation/people/zoe/deactivate");
  expect(closed.location).toBe("/moderation/people/zoe?done=deactivated");
  expect((await as(boss).get(closed.location ?? "")).html).toContain("Zoe Marsh can’t sign in.");
  expect(await services.db.session.count({ where: { accountId: zoe.accountId } })).toBe(0);
  expect((await as(zoe).get("/settings")).status).toBe(302);
  expect((await new Visitor(site).get("/posts/by-zoe")).html).toContain("Zoe Marsh");
  const signIn = () => new Visitor(site).post("/sign-in", { email: zoe.email, password: PASSWORD });
  expect((await signIn()).status).toBe(403);
  await new Visitor(site).post("/reset", { email: zoe.email });
  const link = linkIn((await receiveEmails(site, zoe.email))[0] as never);
  expect((await new Visitor(site).post(link, { password: "another harbour quilt 7" })).status).toBe(403);

  expect((await as(boss).post("/moderation/people/zoe/reactivate")).location).toContain("done=reactivated");
  expect((await signIn()).status).toBe(303);
});

test("answers with 404 for a person without an account, and redirects a former handle", async () => {
  await createPost(site.services, { slug: "by-ken", writers: ["ken"] });
  const lost = await as(boss).get("/moderation/people/ken");
  expect([lost.status, lost.html]).toEqual([404, expect.stringContaining("Account not found")]);
  const { id } = await createMember(site.services.db, "new-handle", { name: "Renamed" });
  await site.services.db.formerHandle.create({
    data: { handle: "old-handle", skeleton: "oldhandle", personId: id },
  });
  expect((await as(boss).get("/moderation/people/old-handle")).html).toContain("Renamed");
});

test("filters members by role, on every page of the list", async () => {
  const { db } = site.services;
  for (let number = 1; number <= ACCOUNTS_PER_PAGE + 1; number++)
    await createMember(db, `crew-${number}`, { role: "author", name: `Crew ${number}` });
  const at = async (address: string) => {
    const { html } = await as(boss).get(address);
    const people = [...html.matchAll(/href="\/moderation\/people\/([\w-]+)"/g)].map(([, handle]) => handle);
    return { html, people };
  };
  const first = await at("/moderation/people?q=crew&role=author");
  expect(first.people).toHaveLength(ACCOUNTS_PER_PAGE);
  const [, older = ""] = /href="([^"]*before=[^"]*)"/.exec(first.html) ?? [];
  expect((await at(older.replaceAll("&amp;", "&"))).people).toEqual(["crew-1"]);
  expect((await at("/moderation/people?role=administrator")).people.slice(-2)).toEqual(["deputy", "boss"]);
  expect((await at("/moderation/people?role=administrator")).people).not.toContain("crew-9");
  expect((await at("/moderation/people?q=crew&role=editor")).html).toContain(
    "No one found with the role editor",
  );
  expect((await at("/moderation/people?q=crew&role=king")).people).toHaveLength(ACCOUNTS_PER_PAGE);
});

test("pages on through members when the account at the border is deleted", async () => {
  const { db } = site.services;
  for (let number = 1; number <= ACCOUNTS_PER_PAGE + 2; number++)
    await createMember(db, `guild-${number}`, { role: "author", name: `Guild ${number}` });
  const at = async (address: string) => {
    const { status, html } = await as(boss).get(address.replaceAll("&amp;", "&"));
    const people = [...html.matchAll(/href="\/moderation\/people\/([\w-]+)"/g)].map(([, handle]) => handle);
    const link = (rel: string) => new RegExp(`href="([^"]*)" rel="${rel}"`).exec(html)?.[1] ?? "none";
    return { status, people, older: link("next"), newer: link("prev") };
  };
  const { older } = await at("/moderation/people?q=guild");
  const gone = Number(/before=(\d+)/.exec(older)?.[1]);
  await db.account.delete({ where: { id: gone } });
  const second = await at(older);
  expect([second.status, second.people]).toEqual([200, ["guild-2", "guild-1"]]);
  await db.account.deleteMany({ where: { person: { handle: "guild-2" } } });
  expect((await at(second.newer)).people).toEqual(
    (await at("/moderation/people?q=guild")).people.slice(0, -1),
  );
});

test.each(["role", "deactivate"])(
  "revokes the invitations of an administrator after the act %s",
  async (act) => {
    const former = await createMember(site.services.db, `former-${act}`, { role: "administrator" });
    const make = async (member: TestMember) => {
      const fields = { role: "administrator", days: "30", email: "", handle: "" };
      const { html } = await as(member).post("/moderation/invitations", fields);
      return /class="secret-link">http:\/\/[^/]+(\/join\/[0-9a-f]{48})</.exec(html)?.[1] ?? "";
    };
    const [theirs, others] = [await make(former), await make(boss)];
    await as(boss).post(`/moderation/people/${former.handle}/${act}`, { role: "editor" });
    expect((await new Visitor(site).get(theirs)).status).toBe(410);
    expect((await new Visitor(site).get(others)).status).toBe(200);
  },
);

test("keeps one of two administrators who deactivate each other", async () => {
  const verdicts = await Promise.all([
    as(boss).post("/moderation/people/deputy/deactivate"),
    as(deputy).post("/moderation/people/boss/deactivate"),
  ]);
  expect(verdicts.filter(({ location }) => location?.endsWith("deactivated")).length).toBe(1);
  expect(await site.services.db.account.count({ where: { role: "administrator", status: "active" } })).toBe(
    1,
  );
});
